package watchpost.testkit.rtsp;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The dialogue with one client: what it asked for and what it got. On the camera's thread only.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2326">RFC 2326</a>
 */
final class RtspSession {
    private static final String METHODS = "OPTIONS, DESCRIBE, SETUP, PLAY, GET_PARAMETER, SET_PARAMETER, TEARDOWN";

    private final Station station;
    private final String localAddress;
    private final String id;
    private final RtpStream stream;
    private @Nullable Mount mount;
    private @Nullable Transport transport;
    private @Nullable Playback playback;
    private boolean ended;

    RtspSession(Station station, String localAddress) {
        this.station = station;
        this.localAddress = localAddress;
        this.id = String.format(Locale.ROOT, "%016X", station.random().nextLong());
        this.stream = new RtpStream(
                station.random().nextInt(),
                station.random().nextInt(),
                station.random().nextLong(1L << 16, 1L << 31));
    }

    RtpStream stream() {
        return stream;
    }

    @Nullable
    Transport transport() {
        return transport;
    }

    /** Present from the first PLAY on. */
    Optional<Playback> playback() {
        return Optional.ofNullable(playback);
    }

    boolean isEnded() {
        return ended;
    }

    /** Ends the session and gives its ports back; the connection may still have bytes to send. */
    void end() {
        ended = true;
        if (transport != null) {
            transport.close();
        }
    }

    RtspResponse answer(
            RtspRequest request, Transport.Output connection, InetAddress local, InetAddress remote, long nowNanos)
            throws IOException {
        if ("OPTIONS".equals(request.method())) {
            return RtspResponse.ok().header("Public", METHODS);
        }
        if (station.faults().denying) {
            return Gatekeeper.denial();
        }
        Optional<Gatekeeper> gatekeeper = station.gatekeeper();
        if (gatekeeper.isPresent() && !gatekeeper.get().admits(request)) {
            return gatekeeper.get().refusal();
        }
        Optional<String> named = request.header("Session");
        if (named.isPresent() && !named.get().startsWith(id)) {
            return RtspResponse.error("454 Session Not Found");
        }
        return switch (request.method()) {
            case "DESCRIBE" -> describe(request);
            case "SETUP" -> setUp(request, connection, local, remote);
            case "PLAY" -> play(request, nowNanos);
            case "GET_PARAMETER", "SET_PARAMETER" -> RtspResponse.ok().header("Session", id);
            case "TEARDOWN" -> tearDown();
            default -> RtspResponse.error("405 Method Not Allowed").header("Allow", METHODS);
        };
    }

    private RtspResponse describe(RtspRequest request) {
        Mount asked = station.mounts().get(request.path());
        if (asked == null) {
            return RtspResponse.error("404 Not Found");
        }
        String told = station.faults().description;
        return RtspResponse.ok()
                .header("Content-Base", request.url().replaceFirst("/*$", "/"))
                .body("application/sdp", told.isEmpty() ? asked.describe(localAddress) : told);
    }

    private RtspResponse setUp(RtspRequest request, Transport.Output connection, InetAddress local, InetAddress remote)
            throws IOException {
        Mount asked = station.mounts().get(request.path().replaceFirst("/" + ClientConnection.TRACK + "$", ""));
        if (asked == null) {
            return RtspResponse.error("404 Not Found");
        }
        if (transport != null) {
            return RtspResponse.error("455 Method Not Valid in This State");
        }
        Optional<Transport> way = Transport.asked(request.header("Transport").orElse(""), connection, local, remote);
        if (way.isEmpty()) {
            return RtspResponse.error("461 Unsupported Transport");
        }
        mount = asked;
        transport = way.get();
        return RtspResponse.ok()
                .header("Session", id + ";timeout=60")
                .header("Transport", transport.answer(stream.source()));
    }

    private RtspResponse play(RtspRequest request, long nowNanos) {
        if (mount == null) {
            return RtspResponse.error("455 Method Not Valid in This State");
        }
        RtspResponse response = RtspResponse.ok().header("Session", id).header("Range", "npt=now-");
        if (playback != null) {
            return response;
        }
        playback = new Playback(mount, nowNanos);
        String track = request.url().replaceFirst("/*$", "/") + ClientConnection.TRACK;
        long timestamp = stream.timestamp(playback.next().presentAt());
        return response.header("RTP-Info", "url=" + track + ";seq=" + stream.nextSequence() + ";rtptime=" + timestamp);
    }

    private RtspResponse tearDown() {
        end();
        return RtspResponse.ok().header("Session", id);
    }
}
