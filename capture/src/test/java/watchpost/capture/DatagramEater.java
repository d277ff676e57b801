package watchpost.capture;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A firewall between a camera and its client: lets the RTSP connection through and swallows every datagram. */
final class DatagramEater implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final DatagramSocket hole = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final int serverPort;

    DatagramEater(int serverPort) throws IOException {
        this.serverPort = serverPort;
        daemon(() -> {
            while (!door.isClosed()) {
                Socket client = door.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort());
                daemon(() -> copy(client, server, true));
                daemon(() -> copy(server, client, false));
            }
        });
    }

    int port() {
        return door.getLocalPort();
    }

    private int serverPort() {
        return serverPort;
    }

    /** Copies one direction; requests are sent whole and have no body, so the ports in them can be put in their place. */
    private void copy(Socket from, Socket to, boolean requests) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[65_536];
            for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                String text = new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
                String hole = "client_port=" + this.hole.getLocalPort() + "-" + this.hole.getLocalPort();
                String sent = requests ? text.replaceAll("client_port=\\d+-\\d+", hole) : text;
                out.write(sent.getBytes(StandardCharsets.ISO_8859_1));
            }
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private void daemon(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // a closed socket ends its thread
                return;
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
        hole.close();
    }
}
