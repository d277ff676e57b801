package watchpost.capture;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import watchpost.capture.PictureTimes.Look;
import watchpost.capture.demand.Attention;
import watchpost.capture.demand.DecodeMode;
import watchpost.capture.demand.DecodePlan;
import watchpost.capture.ffmpeg.Deblocking;
import watchpost.capture.ffmpeg.DecodedPicture;
import watchpost.capture.ffmpeg.DecoderWish;
import watchpost.capture.ffmpeg.InterruptGuard;
import watchpost.capture.ffmpeg.MediaException;
import watchpost.capture.ffmpeg.MediaInput;
import watchpost.capture.ffmpeg.Scaler;
import watchpost.capture.ffmpeg.StreamInfo;
import watchpost.capture.ffmpeg.VideoDecoder;
import watchpost.capture.frame.FramePool;
import watchpost.capture.frame.PixelBuffer;
import watchpost.capture.ring.EncodedPacket;
import watchpost.capture.ring.PacketRing;
import watchpost.capture.scene.SceneSample;
import watchpost.capture.time.AnalysisRate;
import watchpost.core.geometry.Box;
import watchpost.core.geometry.Size;
import watchpost.core.id.CameraId;
import watchpost.core.time.ClockQuality;
import watchpost.core.time.FrameTime;
import watchpost.core.time.Moment;
import watchpost.core.vision.Frame;
import watchpost.core.vision.FrameShape;
import watchpost.core.vision.Picture;

/**
 * A video file, picture by picture, as fast as it is pulled. Deterministic: the same file gives the same frames and times each time;
 * no clock is read. Used by one thread.
 */
public final class VideoFile implements AutoCloseable {
    /** Frames that a caller may hold at once. */
    private static final int FRAMES_AT_ONCE = 64;

    /** Longer than from one key frame to the next. */
    private static final Duration RECENT = Duration.ofMinutes(1);

    private static final long MOST_RECENT_BYTES = 64L << 20;
    private static final System.Logger LOG = System.getLogger("watchpost.capture");

    private final String subject;
    private final CameraId camera;
    private final Instant start;
    private final FramePool pool;
    private final AnalysisRate rate;
    private final InterruptGuard guard = new InterruptGuard(() -> 0);
    private final DecodedPicture picture = new DecodedPicture();
    private final MediaInput input;
    private final VideoDecoder decoder;
    private final StreamInfo info;

    private final DecodeMode decode;
    private final Attention attention = new Attention();
    private final DecodePlan plan;
    private final KeyFrameWatch keyFrames = new KeyFrameWatch(attention);
    private final PacketRing ring = new PacketRing(RECENT, MOST_RECENT_BYTES);
    /** What is still to be decoded of what was gone back for, oldest first. */
    private final Deque<EncodedPacket> backlog = new ArrayDeque<>();

    /** A key frame is being decoded by itself. */
    private boolean alone;
    /** The next picture was given before. */
    private boolean repeated;
    /** How the picture came to be decoded. */
    private Look look = Look.FOLLOWED;

    private long read;
    private long decoded;
    private long scaled;
    private boolean draining;
    private boolean started;
    private long firstStamp;
    private long position;
    private Optional<Shown> shown = Optional.empty();

    /** The picture of the frame given last. */
    private record Shown(DecodedPicture picture, FrameTime time) {}

    private VideoFile(
            Path file,
            CameraId camera,
            FrameShape shape,
            double analysedFps,
            Instant start,
            DecodeMode decode,
            Deblocking deblocking)
            throws CaptureException {
        this.subject = file.toString();
        this.camera = camera;
        this.start = start;
        this.rate = new AnalysisRate(analysedFps);
        this.decode = decode;
        this.plan = new DecodePlan(decode, attention);
        this.pool = new FramePool(shape, FRAMES_AT_ONCE, leak -> LOG.log(System.Logger.Level.ERROR, leak));
        Source.requireFile(subject, file);
        MediaInput opened = null;
        try {
            opened = MediaInput.open("file:" + file, Map.of("protocol_whitelist", "file"), guard);
            opened.selectVideo(true);
            this.decoder = opened.newDecoder(DecoderWish.software(deblocking));
            this.input = opened;
            this.info = opened.info();
        } catch (MediaException e) {
            if (opened != null) {
                opened.close();
            }
            freeOwn();
            throw Sentences.file(subject, e);
        }
    }

    /**
     * Opens {@code file}.
     *
     * @param camera whose frames they are to be
     * @param analysedFps pictures given per second of the file; 0 gives every picture
     * @param start the wall-clock time of the first picture
     */
    public static VideoFile open(Path file, CameraId camera, FrameShape shape, double analysedFps, Instant start)
            throws CaptureException {
        return open(file, camera, shape, analysedFps, start, DecodeMode.ALWAYS);
    }

    /** The same, with {@code decode} saying which of its pictures are decoded. */
    public static VideoFile open(
            Path file, CameraId camera, FrameShape shape, double analysedFps, Instant start, DecodeMode decode)
            throws CaptureException {
        return new VideoFile(file, camera, shape, analysedFps, start, decode, Deblocking.SKIPPED);
    }

    /** The same, with {@code deblocking} for H.264. */
    public static VideoFile open(
            Path file, CameraId camera, FrameShape shape, double analysedFps, Instant start, Deblocking deblocking)
            throws CaptureException {
        return new VideoFile(file, camera, shape, analysedFps, start, DecodeMode.ALWAYS, deblocking);
    }

    /**
     * The next frame, which the caller closes; empty at the end. Its moment is its presentation time after the first picture's, and
     * {@code start} plus that.
     *
     * @throws IllegalStateException if 64 frames are still open
     */
    public Optional<Frame> next() throws CaptureException {
        try {
            while (decodeNext()) {
                position = place(picture.nanos());
                Optional<Frame> frame = rate.accepts(position) ? frame() : Optional.empty();
                if (frame.isPresent()) {
                    return frame;
                }
            }
            return Optional.empty();
        } catch (MediaException e) {
            throw Sentences.file(subject, e);
        }
    }

    /** True if pictures are left out while nothing moves. */
    public boolean mayRest() {
        return decode == DecodeMode.ADAPTIVE;
    }

    /** Something happens in the frame given last: for some seconds {@link DecodeMode#ADAPTIVE} leaves no picture out. */
    public void attend() {
        attention.call(position);
    }

    /** Something has happened since the frame of {@code moment}, though nothing seemed to move: the next frames are those after it. */
    public void goBackTo(Moment moment) {
        attention.callBack(moment.stream().toNanos(), position);
    }

    /** The full picture of the frame given last. */
    public Picture picture() throws CaptureException {
        Shown last = shown.orElseThrow(() -> new IllegalStateException("no frame of " + subject + " was read yet"));
        try (Scaler accurate = new Scaler(Scaler.Quality.ACCURATE)) {
            return new Picture(last.picture.size(), accurate.toBgr(last.picture), last.time);
        } catch (MediaException e) {
            throw Sentences.file(subject, e);
        }
    }

    /**
     * What lies in {@code box} of the full picture of the frame given last; empty if that is not of {@code moment}, or has hardly a pixel
     * there.
     *
     * @param mostSide a part with a longer side is made smaller, to this many pixels
     */
    public Optional<Picture> partAt(Moment moment, Box box, int mostSide) throws CaptureException {
        Optional<Shown> last = shown.filter(one -> one.time.moment().equals(moment));
        try {
            return last.isEmpty()
                    ? Optional.empty()
                    : PicturePart.of(last.get().picture, last.get().time, box, mostSide);
        } catch (MediaException e) {
            throw Sentences.file(subject, e);
        }
    }

    /** How much of the file has been read, 0..1; 0 where the file does not tell its length. */
    public double progress() {
        if (info.durationNanos() <= 0) {
            return 0;
        }
        return Math.min(1, (double) (position + info.frameNanos()) / info.durationNanos());
    }

    /** Size of its pictures as the file says. */
    public Size size() {
        return info.size().orElseGet(picture::size);
    }

    /** Pictures per second as the file says; 0 if it does not. */
    public double fps() {
        return info.fps();
    }

    /** Length as the file says; zero if it does not. */
    public Duration duration() {
        return Duration.ofNanos(info.durationNanos());
    }

    /** Frames that were given and not closed yet. */
    public int openLeases() {
        return pool.openLeases();
    }

    /** Encoded pictures that were read so far. */
    public long readPictures() {
        return read;
    }

    /** Pictures that were decoded so far. */
    public long decodedPictures() {
        return decoded;
    }

    /** Pictures that were scaled: those left out by the rate are not. */
    long scaledPictures() {
        return scaled;
    }

    private boolean decodeNext() throws MediaException {
        while (true) {
            OptionalLong back = attention.takeBack();
            if (back.isPresent()) {
                goBack(back.getAsLong());
            } else if (decoder.receive(picture)) {
                if (!repeated) {
                    decoded++;
                    return true;
                }
                repeated = false;
            } else if (alone) {
                alone = false;
                decoder.flush();
            } else if (!backlog.isEmpty()) {
                EncodedPacket next = backlog.remove();
                decoder.send(next.data(), next.data().length, next.stamp(), next.key());
            } else if (draining) {
                return false;
            } else if (!input.read()) {
                decoder.drain();
                draining = true;
            } else if (input.isVideo()) {
                take();
            }
        }
    }

    private void take() throws MediaException {
        read++;
        OptionalLong stamp = input.packetNanos();
        long place = stamp.isPresent() && started ? Math.max(0, stamp.getAsLong() - firstStamp) : position;
        if (decode == DecodeMode.ADAPTIVE) {
            ring.add(input.packetData(), stamp, place, place, input.isKeyFrame(), input.format());
        }
        DecodePlan.Step step = plan.next(input.isKeyFrame(), input.packetLength(), place, false);
        look = Look.FOLLOWED;
        switch (step) {
            case FOLLOW -> input.sendTo(decoder);
            case ALONE -> {
                input.sendTo(decoder);
                decoder.drain();
                alone = true;
                look = plan.wasStill() ? Look.ALONE_AND_STILL : Look.ALONE;
            }
            case GO_BACK -> goBack(Long.MAX_VALUE);
            case LEAVE -> {
                // nothing moves
            }
        }
    }

    private void goBack(long to) {
        List<EncodedPacket> since = ring.sinceKeyFrame(to);
        if (since.isEmpty()) {
            plan.cannotGoBack();
            return;
        }
        plan.wentBack();
        decoder.flush();
        alone = false;
        draining = false;
        look = Look.FOLLOWED;
        backlog.clear();
        backlog.addAll(since);
        repeated = true;
        position = since.get(0).position();
        rate.restart(position);
    }

    private long place(OptionalLong stamp) {
        if (!started) {
            started = true;
            firstStamp = stamp.orElse(0);
            return 0;
        }
        return stamp.isPresent() ? Math.max(position, stamp.getAsLong() - firstStamp) : position + info.frameNanos();
    }

    /** Empty if the picture is a surprise: it comes again, after those before it. */
    private Optional<Frame> frame() throws MediaException {
        PixelBuffer buffer = pool.take()
                .orElseThrow(() -> new IllegalStateException(
                        FRAMES_AT_ONCE + " frames of " + subject + " are open; close some before the next"));
        FrameLine.fill(picture, buffer, pool.shape());
        scaled++;
        boolean still = look == Look.ALONE_AND_STILL;
        if (look != Look.FOLLOWED && !keyFrames.isAsExpected(sample(buffer), position, still, position)) {
            pool.giveBack(buffer);
            return Optional.empty();
        }
        Duration stream = Duration.ofNanos(position);
        FrameTime time = new FrameTime(new Moment(stream, start.plus(stream), ClockQuality.SYNCED), position, still);
        shown.ifPresent(earlier -> earlier.picture.close());
        shown = Optional.of(new Shown(picture.share(), time));
        return Optional.of(pool.lease(buffer, camera, time, picture.size()));
    }

    private SceneSample sample(PixelBuffer buffer) {
        return SceneSample.of(buffer.pixels(), pool.shape().letterbox(picture.size()));
    }

    private void freeOwn() {
        shown.ifPresent(last -> last.picture.close());
        shown = Optional.empty();
        picture.close();
        guard.close();
    }

    /** Frees the file; frames that are out stay valid. */
    @Override
    public void close() {
        decoder.close();
        input.close();
        freeOwn();
    }
}
