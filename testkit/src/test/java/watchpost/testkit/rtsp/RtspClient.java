package watchpost.testkit.rtsp;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A client that does exactly what a test tells it to, by TCP only. */
final class RtspClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;
    private final DataInputStream in;
    private int sequence;

    /** The head of an answer, line by line, and its body. */
    record Answer(List<String> head, String body) {
        int status() {
            return Integer.parseInt(head.get(0).split(" ", -1)[1]);
        }

        String header(String name) {
            return head.stream()
                    .filter(line -> line.startsWith(name + ": "))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + name + " in " + head))
                    .substring(name.length() + 2);
        }
    }

    /** A packet woven into the connection. */
    @SuppressWarnings("ArrayRecordComponent") // read whole, never compared
    record Packet(int channel, byte[] bytes) {
        long timestamp() {
            return Integer.toUnsignedLong(ByteBuffer.wrap(bytes).getInt(4));
        }
    }

    RtspClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    void patience(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    Answer ask(String method, String url, String... headers) throws IOException {
        send(method + " " + url + " RTSP/1.0\r\nCSeq: " + ++sequence + "\r\n"
                + String.join("", List.of(headers).stream().map(h -> h + "\r\n").toList()) + "\r\n");
        Answer answer = answer();
        if (!answer.header("CSeq").equals(Integer.toString(sequence))) {
            throw new AssertionError("answer to another request: " + answer);
        }
        return answer;
    }

    /** Asks while packets arrive, and returns the status of the answer. */
    int askWhilePlaying(String method, String url) throws IOException {
        send(method + " " + url + " RTSP/1.0\r\nCSeq: " + ++sequence + "\r\n\r\n");
        in.mark(1);
        while (in.readUnsignedByte() == '$') {
            in.reset();
            packet();
            in.mark(1);
        }
        in.reset();
        return answer().status();
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Asks for a stream over this connection and starts it. */
    Answer play(String url) throws IOException {
        Answer setUp = ask("SETUP", url + "/track0", "Transport: RTP/AVP/TCP;unicast;interleaved=0-1");
        if (setUp.status() != 200) {
            throw new AssertionError("SETUP failed: " + setUp);
        }
        return ask("PLAY", url, "Session: " + setUp.header("Session").replaceFirst(";.*", ""));
    }

    Answer answer() throws IOException {
        List<String> head = new ArrayList<>();
        int length = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            head.add(line);
            if (line.startsWith("Content-Length: ")) {
                length = Integer.parseInt(line.substring("Content-Length: ".length()));
            }
        }
        return new Answer(head, new String(in.readNBytes(length), StandardCharsets.ISO_8859_1));
    }

    /** The next packet; {@link java.io.EOFException} if the camera closes instead. */
    Packet packet() throws IOException {
        if (in.readUnsignedByte() != '$') {
            throw new AssertionError("no packet where one should begin");
        }
        int channel = in.readUnsignedByte();
        byte[] bytes = new byte[in.readUnsignedShort()];
        in.readFully(bytes);
        return new Packet(channel, bytes);
    }

    private String line() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
            if (c != '\r') {
                text.append((char) c);
            }
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
