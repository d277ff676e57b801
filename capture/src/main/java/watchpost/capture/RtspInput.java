package watchpost.capture;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import watchpost.capture.ffmpeg.DecoderWish;
import watchpost.capture.ffmpeg.InterruptGuard;
import watchpost.capture.ffmpeg.MediaException;
import watchpost.capture.ffmpeg.PacketSource;
import watchpost.capture.ffmpeg.StreamInfo;
import watchpost.capture.ffmpeg.VideoDecoder;
import watchpost.capture.ring.StreamFormat;
import watchpost.capture.rtp.AccessUnit;
import watchpost.capture.rtp.Assembler;
import watchpost.capture.rtp.ReceptionReport;
import watchpost.capture.rtp.Reordering;
import watchpost.capture.rtp.RtpPacket;
import watchpost.capture.rtp.SenderReport;
import watchpost.capture.rtsp.PacketSink;
import watchpost.capture.rtsp.RtspAddress;
import watchpost.capture.rtsp.RtspException;
import watchpost.capture.rtsp.RtspSession;
import watchpost.core.time.Ticker;

/**
 * A session with a camera by our own RTSP client: a picture is complete with its last packet, where FFmpeg's demuxer waits for the
 * next picture's first. H.264, H.265 and MJPEG; what else cameras send is left to FFmpeg.
 */
final class RtspInput implements PacketSource, PacketSink {
    private static final long REPORT_EVERY_NANOS = 5_000_000_000L;
    /** So many packets of one other payload type in a row mean another stream, and not a stray. */
    private static final int OTHER_STREAM = 8;
    /** FFmpeg's names by those of session descriptions. */
    private static final Map<String, String> DECODERS = Map.of("H264", "h264", "H265", "hevc", "JPEG", "mjpeg");

    private static final long UNKNOWN_FRAME_NANOS = 40_000_000L;

    private final RtspSession session;
    private final Ticker ticker;
    private final StreamFormat format;
    private final Assembler assembler;
    private final Reordering reordering;
    private final ReceptionReport reception =
            new ReceptionReport(ThreadLocalRandom.current().nextLong());
    private final Deque<Unit> units = new ArrayDeque<>();
    private @Nullable Unit current;
    private @Nullable SenderReport senderReport;
    private boolean began;
    private long firstTicks;
    private long now;
    private long reportDue;
    private int bytes;
    private int strangers;
    private int strangeType;

    /** A whole picture in memory of its own. */
    @SuppressWarnings("ArrayRecordComponent") // handed over whole, never compared
    private record Unit(byte[] data, long ticks, boolean entryPoint) {}

    private RtspInput(RtspSession session, Ticker ticker) {
        this.session = session;
        this.ticker = ticker;
        this.format = new StreamFormat(DECODERS.getOrDefault(session.codec(), ""), session.parameterSets());
        this.assembler = Assembler.of(session.codec(), this::complete);
        this.reordering = new Reordering(assembler::accept);
        this.reportDue = ticker.nanoTime() + REPORT_EVERY_NANOS / 5;
    }

    /** Opens a session; ends at the guard's deadline. {@code address} with its credentials never reaches a message. */
    static RtspInput open(RtspAddress address, boolean udp, InterruptGuard guard, Ticker ticker) throws MediaException {
        RtspSession session = new RtspSession(address, udp, guard::remainingNanos, ticker);
        guard.onStop(() -> abort(session));
        try {
            session.open(List.copyOf(DECODERS.keySet()));
            return new RtspInput(session, ticker);
        } catch (IOException e) {
            guard.onStop(() -> {});
            close(session);
            throw translated(e);
        }
    }

    @Override
    public boolean read() throws MediaException {
        bytes = 0;
        current = units.poll();
        if (current != null) {
            return true;
        }
        try {
            session.read(this);
            now = ticker.nanoTime();
            if (now - reportDue >= 0) {
                reportDue = now + REPORT_EVERY_NANOS;
                session.report(reception.make(now));
            }
        } catch (IOException e) {
            if (e instanceof RtspException rtsp && rtsp.reason() == RtspException.Reason.ENDED) {
                return false;
            }
            throw translated(e);
        }
        current = units.poll();
        if (strangers >= OTHER_STREAM) {
            throw new MediaException(MediaException.Reason.STREAM_CHANGED, "the camera sends another kind of video");
        }
        return true;
    }

    @Override
    public void rtp(byte[] data, int offset, int length) {
        bytes += length;
        Optional<RtpPacket> packet = RtpPacket.parse(data, offset, length);
        if (packet.isEmpty()) {
            return;
        }
        int type = packet.get().payloadType();
        if (type != session.payloadType()) {
            strangers = type == strangeType ? strangers + 1 : 1;
            strangeType = type;
        } else {
            strangers = 0;
            reception.received(packet.get());
            reordering.accept(packet.get(), ticker.nanoTime());
        }
    }

    @Override
    public void rtcp(byte[] data, int offset, int length) {
        SenderReport.parse(data, offset, length).ifPresent(report -> {
            senderReport = report;
            reception.reported(report, ticker.nanoTime());
        });
    }

    private void complete(AccessUnit unit) {
        if (!began) {
            began = true;
            firstTicks = unit.ticks();
        }
        units.add(new Unit(Arrays.copyOf(unit.data(), unit.length()), unit.ticks(), unit.entryPoint()));
    }

    @Override
    public boolean isVideo() {
        return current != null;
    }

    @Override
    public int packetBytes() {
        return bytes;
    }

    @Override
    public int packetLength() {
        return unit().data.length;
    }

    @Override
    public byte[] packetData() {
        return unit().data;
    }

    private Unit unit() {
        Unit unit = current;
        if (unit == null) {
            throw new IllegalStateException("no picture was read");
        }
        return unit;
    }

    @Override
    public StreamFormat format() {
        return format;
    }

    @Override
    public boolean isKeyFrame() {
        return current != null && current.entryPoint;
    }

    @Override
    public OptionalLong packetNanos() {
        return current == null ? OptionalLong.empty() : OptionalLong.of(nanos(current.ticks - firstTicks));
    }

    @Override
    public OptionalLong senderMicros() {
        SenderReport report = senderReport;
        if (report == null || current == null) {
            return OptionalLong.empty();
        }
        int since = (int) (current.ticks - report.timestamp());
        return OptionalLong.of(report.wallMicros() + nanos(since) / 1000);
    }

    private long nanos(long ticks) {
        long rate = session.clockRate();
        return ticks / rate * 1_000_000_000L + ticks % rate * 1_000_000_000L / rate;
    }

    @Override
    public StreamInfo info() {
        return new StreamInfo(
                DECODERS.getOrDefault(session.codec(), ""), "", Optional.empty(), 0, 0, UNKNOWN_FRAME_NANOS);
    }

    @Override
    public Optional<String> audio() {
        return Optional.empty();
    }

    @Override
    public void rewind() throws MediaException {
        throw new MediaException(MediaException.Reason.OTHER, "a live stream has no begin to go back to");
    }

    @Override
    public VideoDecoder newDecoder(DecoderWish wish) throws MediaException {
        return VideoDecoder.named(info().codec(), session.parameterSets(), wish);
    }

    @Override
    public boolean sendTo(VideoDecoder decoder) throws MediaException {
        return decoder.send(unit().data, packetLength(), packetNanos(), isKeyFrame());
    }

    @Override
    public void close() {
        close(session);
    }

    private static void abort(RtspSession session) {
        try {
            session.abort();
        } catch (IOException e) {
            System.getLogger("watchpost.capture").log(System.Logger.Level.DEBUG, "the connection is gone already", e);
        }
    }

    private static void close(RtspSession session) {
        try {
            session.close();
        } catch (IOException e) {
            // the connection is gone already, and with it what a goodbye is for
            System.getLogger("watchpost.capture").log(System.Logger.Level.DEBUG, "closing a session", e);
        }
    }

    private static MediaException translated(IOException failure) {
        if (!(failure instanceof RtspException rtsp)) {
            return new MediaException(
                    MediaException.Reason.RESET,
                    failure.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        }
        MediaException.Reason reason =
                switch (rtsp.reason()) {
                    case STATUS -> byStatus(rtsp.status());
                    case TIMED_OUT -> MediaException.Reason.TIMED_OUT;
                    case NO_ANSWER -> MediaException.Reason.NO_ANSWER;
                    case REFUSED -> MediaException.Reason.REFUSED;
                    case UNREACHABLE -> MediaException.Reason.UNREACHABLE;
                    case NOT_TRUSTED -> MediaException.Reason.NOT_TRUSTED;
                    case ENDED -> MediaException.Reason.ENDED;
                    case NOT_UNDERSTOOD -> MediaException.Reason.NOT_UNDERSTOOD;
                };
        return new MediaException(reason, String.valueOf(rtsp.getMessage()));
    }

    private static MediaException.Reason byStatus(int status) {
        return switch (status) {
            case 401 -> MediaException.Reason.UNAUTHORIZED;
            case 403 -> MediaException.Reason.FORBIDDEN;
            case 404 -> MediaException.Reason.NOT_FOUND;
            case 461 -> MediaException.Reason.NO_TRANSPORT;
            default -> MediaException.Reason.OTHER_ANSWER;
        };
    }
}
