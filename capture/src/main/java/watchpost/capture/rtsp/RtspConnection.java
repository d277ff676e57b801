package watchpost.capture.rtsp;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** The connection to the camera: requests out, answers and interleaved packets in. Used by one thread, but for {@link #abort}. */
final class RtspConnection implements Closeable {
    private static final int LARGEST_TEXT = 64 << 10;
    private static final int BUFFER = 128 << 10;

    private final Deadline deadline;
    private final byte[] buffer = new byte[BUFFER];
    private int begin;
    private int end;
    private final Socket plain = new Socket();
    /** The plain one, or TLS over it. */
    private Socket socket = plain;

    private volatile boolean connecting = true;
    private InputStream in = InputStream.nullInputStream();
    private OutputStream out = OutputStream.nullOutputStream();

    RtspConnection(Deadline deadline) {
        this.deadline = deadline;
    }

    void connect(RtspAddress address) throws IOException {
        try {
            plain.setTcpNoDelay(true);
            call(plain, new InetSocketAddress(address.host(), address.port()), millisLeft());
            if (address.tls().isPresent()) {
                plain.setSoTimeout(millisLeft());
                socket = Tls.over(
                        plain, address.host(), address.port(), address.tls().get());
            }
            connecting = false;
            in = socket.getInputStream();
            out = socket.getOutputStream();
        } catch (SocketTimeoutException e) {
            throw new RtspException(RtspException.Reason.TIMED_OUT, "connecting took too long");
        } catch (NoRouteToHostException e) {
            throw new RtspException(RtspException.Reason.UNREACHABLE, "no route to the host");
        } catch (ConnectException e) {
            boolean refused = String.valueOf(e.getMessage()).contains("refused");
            throw new RtspException(
                    refused ? RtspException.Reason.REFUSED : RtspException.Reason.UNREACHABLE, "cannot connect");
        }
    }

    private static void call(Socket plain, InetSocketAddress address, int millis) throws IOException {
        try {
            plain.connect(address, millis);
        } catch (SocketTimeoutException e) {
            throw new RtspException(
                    RtspException.Reason.NO_ANSWER,
                    String.format(Locale.ROOT, "nobody took the connection up for %.1f s", millis / 1000.0));
        }
    }

    /** Ends connecting, or reading as if the camera had ended the connection; what is sent still goes out. Any thread. */
    void abort() throws IOException {
        if (connecting) {
            plain.close();
        } else {
            plain.shutdownInput();
        }
    }

    InetAddress remote() {
        return socket.getInetAddress();
    }

    InetAddress local() {
        return socket.getLocalAddress();
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Reads until an answer is there, handing interleaved packets on meanwhile. */
    RtspResponse response(Interleaved packets) throws IOException {
        while (true) {
            RtspResponse response = next(packets, true);
            if (response != null) {
                return response;
            }
        }
    }

    /** Reads one packet or one answer, which nobody waits for. */
    void step(Interleaved packets) throws IOException {
        next(packets, true);
    }

    /** Takes what the camera has sent without waiting for more; notices the end of the connection. */
    void poll(Interleaved packets) throws IOException {
        next(packets, false);
    }

    /** Packets between the answers. */
    @FunctionalInterface
    interface Interleaved {
        void packet(int channel, byte[] data, int offset, int length);
    }

    private @org.jspecify.annotations.Nullable RtspResponse next(Interleaved packets, boolean wait) throws IOException {
        if (begin == end && !fill(wait)) {
            return null;
        }
        int first = buffer[begin];
        if (first == '$') {
            require(4);
            int length = (buffer[begin + 2] & 0xff) << 8 | (buffer[begin + 3] & 0xff);
            require(4 + length);
            int at = begin;
            begin += 4 + length;
            packets.packet(buffer[at + 1] & 0xff, buffer, at + 4, length);
            return null;
        }
        if (first == 'R') {
            require(5);
            if (buffer[begin + 1] == 'T' && buffer[begin + 4] == '/') {
                return answer();
            }
        }
        // not a beginning of anything: look for the next one
        begin++;
        return null;
    }

    private RtspResponse answer() throws IOException {
        int length = 0;
        while (!endsHead(length)) {
            length++;
            require(length);
            if (length > LARGEST_TEXT) {
                throw new RtspException(RtspException.Reason.NOT_UNDERSTOOD, "an answer has no end");
            }
        }
        String head = new String(buffer, begin, length, StandardCharsets.ISO_8859_1);
        begin += length;
        int body = ResponseText.contentLength(head);
        if (body > LARGEST_TEXT) {
            throw new RtspException(RtspException.Reason.NOT_UNDERSTOOD, "an answer is too long");
        }
        require(body);
        String text = new String(buffer, begin, body, StandardCharsets.UTF_8);
        begin += body;
        return ResponseText.parse(head, text);
    }

    private boolean endsHead(int length) {
        int at = begin + length;
        return (length >= 4 && buffer[at - 1] == '\n' && buffer[at - 2] == '\r' && buffer[at - 3] == '\n')
                || (length >= 2 && buffer[at - 1] == '\n' && buffer[at - 2] == '\n');
    }

    /** Waits until {@code length} bytes are in the buffer. */
    private void require(int length) throws IOException {
        while (end - begin < length) {
            fill(true);
        }
    }

    /** Reads more bytes; false if there are none and they are not waited for. */
    private boolean fill(boolean wait) throws IOException {
        if (begin == end) {
            begin = 0;
            end = 0;
        } else if (end == buffer.length) {
            byte[] kept = Arrays.copyOfRange(buffer, begin, end);
            System.arraycopy(kept, 0, buffer, 0, kept.length);
            end -= begin;
            begin = 0;
        }
        while (true) {
            socket.setSoTimeout(wait ? millisLeft() : 1);
            try {
                int read = in.read(buffer, end, buffer.length - end);
                if (read < 0) {
                    throw new RtspException(RtspException.Reason.ENDED, "the camera ended the connection");
                }
                end += read;
                return true;
            } catch (SocketTimeoutException e) {
                if (!wait) {
                    return false;
                }
            }
        }
    }

    private int millisLeft() throws RtspException {
        long left = deadline.remainingNanos();
        if (left <= 0) {
            throw new RtspException(RtspException.Reason.TIMED_OUT, "nothing came in time");
        }
        return (int) Math.min(Integer.MAX_VALUE, 1 + left / 1_000_000);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
