package watchpost.capture.rtsp;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import watchpost.core.time.Ticker;

/** One playing session with a camera. See the package for threads. */
public final class RtspSession implements Closeable {
    private static final int UNAUTHORIZED = 401;
    private static final int DEFAULT_TIMEOUT_SECONDS = 60;
    private static final int SLICE_MILLIS = 100;
    private static final long SECOND = 1_000_000_000L;

    private final RtspAddress address;
    private final boolean udp;
    private final Deadline deadline;
    private final Ticker ticker;
    private final RtspConnection connection;
    private final Authentication authentication;

    private @Nullable DatagramPair datagrams;
    private @Nullable VideoTrack track;
    private String controlUrl;
    private String session = "";
    private String keepAlive = "OPTIONS";
    private int sequence;
    private int rtpChannel;
    private int rtcpChannel = 1;
    private long keepAliveEvery = DEFAULT_TIMEOUT_SECONDS / 3 * SECOND;
    private long keepAliveDue;
    private long pollDue;

    /** Nothing is sent until {@link #open}. */
    public RtspSession(RtspAddress address, boolean udp, Deadline deadline, Ticker ticker) {
        this.address = address;
        this.udp = udp;
        this.deadline = deadline;
        this.ticker = ticker;
        this.connection = new RtspConnection(deadline);
        this.authentication = new Authentication(
                address.user(), address.password(), Long.toHexString(new SplittableRandom().nextLong()));
        this.controlUrl = address.requestUrl();
    }

    /**
     * Connects, sets up the first video track with one of {@code codecs} (upper case) and lets it play; ends at the deadline.
     *
     * @throws RtspException with the reason; {@link RtspException.Reason#NOT_UNDERSTOOD} where there is no such track
     */
    public void open(List<String> codecs) throws IOException {
        connection.connect(address);
        RtspResponse options = exchange("OPTIONS", address.requestUrl(), "");
        if (options.header("public").orElse("").contains("GET_PARAMETER")) {
            keepAlive = "GET_PARAMETER";
        }
        RtspResponse description = exchange("DESCRIBE", address.requestUrl(), "Accept: application/sdp\r\n");
        success("DESCRIBE", description);
        SessionDescription sdp = SessionDescription.parse(description.body());
        VideoTrack chosen = sdp.track(codecs)
                .orElseThrow(() -> new RtspException(
                        RtspException.Reason.NOT_UNDERSTOOD, "no video track of a known codec is described"));
        String base = description
                .header("content-base")
                .or(() -> description.header("content-location"))
                .orElse(address.requestUrl());
        controlUrl = sdp.control().isEmpty() || sdp.control().equals("*") ? base : joined(base, sdp.control());
        setUp(joined(base, chosen.control()));
        success("PLAY", exchange("PLAY", controlUrl, "Range: npt=0.000-\r\n"));
        track = chosen;
        keepAliveDue = ticker.nanoTime() + keepAliveEvery;
        pollDue = ticker.nanoTime() + SECOND;
    }

    private void setUp(String url) throws IOException {
        String transport;
        if (udp) {
            DatagramPair pair = DatagramPair.bind(connection.local());
            datagrams = pair;
            transport = "RTP/AVP;unicast;client_port=" + pair.port() + "-" + (pair.port() + 1);
        } else {
            transport = "RTP/AVP/TCP;unicast;interleaved=0-1";
        }
        RtspResponse response = exchange("SETUP", url, "Transport: " + transport + "\r\n");
        success("SETUP", response);
        session = response.header("session").orElse("").split(";", 2)[0].strip();
        int timeout = response.parameter("session", "timeout")
                .map(text -> number(text, DEFAULT_TIMEOUT_SECONDS))
                .orElse(DEFAULT_TIMEOUT_SECONDS);
        keepAliveEvery = Math.max(1, timeout) * SECOND / 3;
        if (datagrams != null) {
            int[] ports = pair(response.parameter("transport", "server_port"), 0, 0);
            datagrams.meet(connection.remote(), ports[0], ports[1]);
        } else {
            int[] channels = pair(response.parameter("transport", "interleaved"), 0, 1);
            rtpChannel = channels[0];
            rtcpChannel = channels[1];
        }
    }

    /** Upper case, as described: H264, H265 or JPEG. */
    public String codec() {
        return track().codec();
    }

    public int payloadType() {
        return track().payloadType();
    }

    /** Ticks of the time stamps per second. */
    public int clockRate() {
        return track().clockRate();
    }

    /** The described parameter sets with start codes; empty if there are none. */
    public byte[] parameterSets() {
        return track().parameterSets().clone();
    }

    /** Hands on what has come, waiting for it until the deadline. */
    public void read(PacketSink sink) throws IOException {
        keepAlive();
        DatagramPair pair = datagrams;
        if (pair == null) {
            connection.step((channel, data, offset, length) -> {
                if (channel == rtpChannel) {
                    sink.rtp(data, offset, length);
                } else if (channel == rtcpChannel) {
                    sink.rtcp(data, offset, length);
                }
            });
            return;
        }
        boolean any = false;
        while (!any) {
            long left = deadline.remainingNanos();
            if (left <= 0) {
                throw new RtspException(RtspException.Reason.TIMED_OUT, "nothing came in time");
            }
            any = pair.receive(sink, Math.min(SLICE_MILLIS, left / 1_000_000));
            pollControl();
            keepAlive();
        }
    }

    /** Sends a receiver report. */
    public void report(byte[] report) throws IOException {
        DatagramPair pair = datagrams;
        if (pair != null) {
            pair.sendReport(report);
            return;
        }
        byte[] framed = new byte[report.length + 4];
        framed[0] = '$';
        framed[1] = (byte) rtcpChannel;
        framed[2] = (byte) (report.length >> 8);
        framed[3] = (byte) report.length;
        System.arraycopy(report, 0, framed, 4, report.length);
        connection.send(framed);
    }

    /** Ends connecting, or reading as if the camera had ended the connection; a goodbye still goes out. Any thread. */
    public void abort() throws IOException {
        connection.abort();
    }

    /** Says goodbye without waiting for an answer and frees all sockets. */
    @Override
    public void close() throws IOException {
        try (connection;
                DatagramPair pair = datagrams) {
            if (!session.isEmpty() && pair == datagrams) {
                connection.send(request("TEARDOWN", controlUrl, ""));
            }
        }
    }

    /** With UDP the connection only tells when the camera goes away. */
    private void pollControl() throws IOException {
        if (ticker.nanoTime() - pollDue >= 0) {
            pollDue = ticker.nanoTime() + SECOND;
            connection.poll((channel, data, offset, length) -> {});
        }
    }

    private void keepAlive() throws IOException {
        if (ticker.nanoTime() - keepAliveDue >= 0) {
            keepAliveDue = ticker.nanoTime() + keepAliveEvery;
            connection.send(request(keepAlive, controlUrl, ""));
        }
    }

    private RtspResponse exchange(String method, String url, String headers) throws IOException {
        connection.send(request(method, url, headers));
        RtspResponse response = connection.response((channel, data, offset, length) -> {});
        if (response.status() == UNAUTHORIZED && authentication.accept(response.all("www-authenticate"))) {
            connection.send(request(method, url, headers));
            response = connection.response((channel, data, offset, length) -> {});
        }
        return response;
    }

    private byte[] request(String method, String url, String headers) {
        StringBuilder text = new StringBuilder(method).append(' ').append(url).append(" RTSP/1.0\r\n");
        text.append("CSeq: ").append(++sequence).append("\r\nUser-Agent: watchpost\r\n");
        if (!session.isEmpty()) {
            text.append("Session: ").append(session).append("\r\n");
        }
        authentication.header(method, url).ifPresent(header -> text.append("Authorization: ")
                .append(header)
                .append("\r\n"));
        return text.append(headers).append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private VideoTrack track() {
        VideoTrack present = track;
        if (present == null) {
            throw new IllegalStateException("the session is not open");
        }
        return present;
    }

    private static void success(String method, RtspResponse response) throws RtspException {
        if (response.status() / 100 != 2) {
            throw new RtspException(method, response.status());
        }
    }

    private static String joined(String base, String control) {
        if (control.isEmpty() || control.equals("*")) {
            return base;
        }
        if (control.toLowerCase(java.util.Locale.ROOT).startsWith("rtsp")) {
            return control;
        }
        return base.endsWith("/") ? base + control : base + "/" + control;
    }

    private static int[] pair(Optional<String> text, int first, int second) {
        String[] parts = text.orElse("").split("-", 2);
        int low = number(parts[0], first);
        return new int[] {low, parts.length > 1 ? number(parts[1], second) : text.isPresent() ? low + 1 : second};
    }

    private static int number(String text, int otherwise) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
