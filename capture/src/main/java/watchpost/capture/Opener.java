package watchpost.capture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import watchpost.capture.ffmpeg.InterruptGuard;
import watchpost.capture.ffmpeg.MediaException;
import watchpost.capture.ffmpeg.MediaInput;
import watchpost.capture.ffmpeg.PacketSource;
import watchpost.capture.rtsp.RtspAddress;
import watchpost.capture.rtsp.Trust;
import watchpost.core.time.Ticker;

/** Opens a source, and remembers over which transport it delivers. Used by the capture thread. */
final class Opener {
    /** What a connection may hold back in the kernel while the capture thread decodes; the system may grant less. */
    private static final String SOCKET_BUFFER = Integer.toString(1 << 20);
    /** How far a stream is read ahead where its description is not enough. */
    private static final String PROBE_MICROS = "1500000";

    private final Source source;
    private final Transport wanted;
    private final Timers timers;
    private final Trust trust;
    private final boolean everything;
    private final HostLookup lookup;
    private final Ticker ticker;
    private final double folderFps;
    private boolean preferTcp;
    private boolean throughFfmpeg;
    private boolean overUdp;

    /** For a probe: opens audio too, and reads ahead. */
    static Opener ofProbe(Source source, Transport wanted, Trust trust, Ticker ticker) {
        return new Opener(
                source, wanted, Timers.DEFAULT, trust, true, CameraSettings.Playback.DEFAULT.folderFps(), ticker);
    }

    static Opener of(Source source, CameraSettings settings, Ticker ticker) {
        return new Opener(
                source,
                settings.transport(),
                settings.timers(),
                settings.trust(),
                false,
                settings.playback().folderFps(),
                ticker);
    }

    private Opener(
            Source source,
            Transport wanted,
            Timers timers,
            Trust trust,
            boolean everything,
            double folderFps,
            Ticker ticker) {
        this.folderFps = folderFps;
        this.source = source;
        this.trust = trust;
        this.wanted = wanted;
        this.timers = timers;
        this.everything = everything;
        this.throughFfmpeg = everything && mayUseFfmpeg();
        this.ticker = ticker;
        this.lookup = new HostLookup(source.host());
    }

    /** Asks for the host's address, so that {@link #open} need not; ends after the time for connecting. */
    void findHost() throws CaptureException, InterruptedException {
        if (source.remote() && !lookup.resolves(timers.connect())) {
            throw Sentences.unknownHost(source);
        }
    }

    /** Opens the source and chooses its video stream; ends at the guard's deadline. */
    PacketSource open(InterruptGuard guard) throws CaptureException, InterruptedException {
        return switch (source.kind()) {
            case FILE -> openFile(guard);
            case DEVICE -> openDevice(guard);
            case RTSP -> openRtsp(guard);
        };
    }

    private PacketSource openFile(InterruptGuard guard) throws CaptureException {
        if (Files.isDirectory(Path.of(source.shown()))) {
            return FolderInput.open(source, folderFps);
        }
        source.requireFile();
        return select(
                () -> MediaInput.open(source.url(), Map.of("protocol_whitelist", "file"), guard), true, guard, "");
    }

    private PacketSource openDevice(InterruptGuard guard) throws CaptureException {
        source.requireDevice();
        return select(() -> MediaInput.openDevice(source.url(), guard), false, guard, "");
    }

    private PacketSource openRtsp(InterruptGuard guard) throws CaptureException {
        overUdp = wanted == Transport.UDP || (wanted == Transport.AUTO && !preferTcp);
        try {
            return openLive(guard, tried());
        } catch (CaptureException e) {
            if (wanted != Transport.AUTO || !overUdp || !mayWorkOverTcp(e)) {
                throw e;
            }
            overUdp = false;
            PacketSource input = openLive(guard, "over UDP and TCP");
            preferTcp = true;
            return input;
        }
    }

    /** Our own client first; what it does not understand is FFmpeg's from then on. */
    private PacketSource openLive(InterruptGuard guard, String tried) throws CaptureException {
        if (!throughFfmpeg) {
            try {
                RtspAddress address = RtspAddress.of(source.url(), source.host(), source.port(), trust);
                return RtspInput.open(address, overUdp, guard, ticker);
            } catch (MediaException e) {
                if (e.reason() != MediaException.Reason.NOT_UNDERSTOOD || !mayUseFfmpeg()) {
                    throw failed(e, guard, tried);
                }
                throughFfmpeg = true;
            }
        }
        return select(() -> MediaInput.open(source.url(), rtsp(), guard), everything, guard, tried);
    }

    private CaptureException failed(MediaException failure, InterruptGuard guard, String tried) {
        boolean slow = guard.expired() && failure.reason() != MediaException.Reason.NO_ANSWER;
        return slow && source.remote()
                ? Sentences.late(source, tried, failure)
                : Sentences.opening(source, tried, failure);
    }

    /** The session opened and gave no picture: the next {@link #open} uses the other client. */
    void noPictureCame() {
        throughFfmpeg = mayUseFfmpeg() && (everything || !throughFfmpeg);
    }

    /** FFmpeg's client does not check certificates as it was asked to. */
    private boolean mayUseFfmpeg() {
        return !source.url().regionMatches(true, 0, "rtsps:", 0, 6) || trust.equals(Trust.anybody());
    }

    /** Nothing came over UDP: the next {@link #open} uses TCP. */
    void udpIsSilent() {
        preferTcp = true;
    }

    /** True if the last opening used UDP and TCP may still be tried. */
    boolean mayTurnToTcp() {
        return source.remote() && wanted == Transport.AUTO && overUdp;
    }

    /** For sentences: "over TCP"; empty for a file. */
    String tried() {
        return source.remote() ? "over " + transport() : "";
    }

    /** The transport of the last opening. */
    Transport transport() {
        return overUdp ? Transport.UDP : Transport.TCP;
    }

    private static boolean mayWorkOverTcp(CaptureException failure) {
        return switch (failure.kind()) {
            case UNEXPECTED_ANSWER, UNSUPPORTED, CONNECTION_LOST -> true;
            default -> false;
        };
    }

    private Map<String, String> rtsp() {
        Map<String, String> options = new HashMap<>();
        options.put("rtsp_transport", overUdp ? "udp" : "tcp");
        options.put("protocol_whitelist", "rtsp,rtsps,rtp,srtp,udp,tcp,tls");
        options.put("fflags", "nobuffer");
        options.put("buffer_size", SOCKET_BUFFER);
        options.put("analyzeduration", PROBE_MICROS);
        // a second net below the guard, which ends first
        options.put(
                "timeout", Long.toString(timers.connect().plus(timers.bytes()).toNanos() / 1000));
        if (!everything) {
            options.put("allowed_media_types", "video");
        }
        return options;
    }

    /** Opens an input by FFmpeg. */
    private interface Opening {
        MediaInput open() throws MediaException;
    }

    private PacketSource select(Opening opening, boolean probe, InterruptGuard guard, String tried)
            throws CaptureException {
        try {
            MediaInput input = opening.open();
            try {
                input.selectVideo(probe);
                return input;
            } catch (MediaException e) {
                input.close();
                throw e;
            }
        } catch (MediaException e) {
            throw failed(e, guard, tried);
        }
    }
}
