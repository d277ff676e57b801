package watchpost.alerts;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Publishes over a bare socket with quality of service 0, because a client that takes care of each message costs more than what it is to
 * hurt. One thread.
 */
final class Flood implements AutoCloseable {
    /** MQTT 3.1.1, clean session, no keep-alive. */
    private static final byte[] CONNECT = {0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 0};

    private final Socket socket;
    private final OutputStream out;

    Flood(int port, String client) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(CONNECT);
        body.write(text(client));
        out.write(packet(0x10, body.toByteArray()));
        out.flush();
        byte[] answer = socket.getInputStream().readNBytes(4);
        if (answer.length < 4 || answer[0] != 0x20 || answer[3] != 0) {
            throw new IOException("the broker does not take the connection");
        }
    }

    /** Sends {@code count} of the messages, over and over, {@code perSecond} of them; as fast as the broker takes them where that is less. */
    void publish(String topic, List<byte[]> messages, int count, long perSecond) throws IOException {
        List<byte[]> packets =
                messages.stream().map(each -> publication(topic, each)).toList();
        long began = System.nanoTime();
        for (int sent = 0; sent < count; ) {
            long due = Math.min(count, (System.nanoTime() - began) * perSecond / 1_000_000_000L);
            for (; sent < due; sent++) {
                out.write(packets.get(sent % packets.size()));
            }
            out.flush();
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static byte[] publication(String topic, byte[] message) {
        try {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            body.write(text(topic));
            body.write(message);
            return packet(0x30, body.toByteArray());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] text(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new DataOutputStream(bytes).writeUTF(text);
        return bytes.toByteArray();
    }

    private static byte[] packet(int type, byte[] body) throws IOException {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(type);
        int rest = body.length;
        do {
            packet.write(rest > 127 ? rest % 128 | 128 : rest);
            rest /= 128;
        } while (rest > 0);
        packet.write(body);
        return packet.toByteArray();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
