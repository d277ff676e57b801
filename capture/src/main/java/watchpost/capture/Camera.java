package watchpost.capture;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import watchpost.capture.demand.Attention;
import watchpost.capture.demand.DecodeMode;
import watchpost.capture.ffmpeg.DecoderKind;
import watchpost.capture.ffmpeg.InterruptGuard;
import watchpost.capture.ffmpeg.MediaException;
import watchpost.capture.frame.FramePool;
import watchpost.capture.ring.PacketRing;
import watchpost.capture.supervise.Supervisor;
import watchpost.core.event.CameraStatus;
import watchpost.core.geometry.Box;
import watchpost.core.id.CameraId;
import watchpost.core.port.CameraStatusSink;
import watchpost.core.port.FrameSink;
import watchpost.core.time.ClockQuality;
import watchpost.core.time.Moment;
import watchpost.core.time.Ticker;
import watchpost.core.vision.Picture;

/**
 * One camera on its own thread {@code capture-<id>}: opens it, keeps it open whatever happens, and hands frames to the sink. What
 * goes wrong is told by the status and tried again; nothing is thrown. All methods may be called from any thread.
 */
public final class Camera implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("watchpost.capture");
    /** Frames of a camera that may be out at once: one waiting, some at work, one being filled. */
    private static final int FRAMES_AT_ONCE = 8;

    private static final long CLOSE_MILLIS = 2_000;

    private final CameraSettings settings;
    private final Counters counters = new Counters();
    private final PictureHistory history = new PictureHistory();
    private final Attention attention = new Attention();
    private final AtomicBoolean rest = new AtomicBoolean();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final FramePool pool;
    private final PacketRing ring;
    private final StatusBoard board;
    private final InterruptGuard guard;
    private final Ticker ticker;
    private final Thread thread;

    /** A camera whose box has a set clock when that shows a date of 2025 or later. */
    public Camera(
            CameraSettings settings,
            FrameSink frames,
            CameraStatusSink statuses,
            OpenGate gate,
            Ticker ticker,
            InstantSource clock) {
        this(settings, frames, statuses, gate, ticker, clock, ClockQuality::isPlausible);
    }

    /**
     * Nothing happens until {@link #start()}.
     *
     * @param frames gets each frame on the capture thread and owns it from then on
     * @param statuses hears of each change on the capture thread
     * @param gate shared by all cameras of the box
     * @param ticker the monotonic clock
     * @param clock the box's clock, for wall times only
     * @param clockSynced says of a reading of the box's clock whether the clock had been put right by then
     */
    public Camera(
            CameraSettings settings,
            FrameSink frames,
            CameraStatusSink statuses,
            OpenGate gate,
            Ticker ticker,
            InstantSource clock,
            Predicate<Instant> clockSynced) {
        this.settings = settings;
        this.pool = new FramePool(settings.shape(), FRAMES_AT_ONCE, leak -> LOG.log(System.Logger.Level.ERROR, leak));
        // most USB cameras send bare pixels, which are too many to keep
        boolean encoded = !settings.url().reveal().startsWith(Source.DEVICE_PREFIX);
        this.ring =
                new PacketRing(settings.ring().time(), encoded ? settings.ring().bytes() : 0);
        this.board = new StatusBoard(settings.id(), statuses, clock);
        this.guard = new InterruptGuard(ticker);
        this.ticker = ticker;
        Runnable life = () -> live(frames, gate, ticker, clock, clockSynced);
        this.thread = new Thread(life, "capture-" + settings.id());
        thread.setDaemon(true);
    }

    /** Begins; to be called once. */
    public void start() {
        thread.start();
    }

    private void live(
            FrameSink frames, OpenGate gate, Ticker ticker, InstantSource clock, Predicate<Instant> clockSynced) {
        Supervisor supervisor = new Supervisor(settings.timers().limits(), new SplittableRandom()::nextDouble);
        try (guard;
                history) {
            FrameLine line = new FrameLine(settings, pool, frames, history, counters, clock, clockSynced);
            Source source = Source.of("Camera " + settings.id(), settings.url());
            new CaptureLoop(
                            new CameraContext(
                                    settings,
                                    source,
                                    supervisor,
                                    guard,
                                    stopping,
                                    board,
                                    counters,
                                    ring,
                                    attention,
                                    rest,
                                    ticker),
                            gate,
                            line)
                    .run();
        } catch (CaptureException e) {
            String sentence = e.getMessage();
            supervisor.disabled(sentence);
            board.publish(supervisor.state(), sentence, 0, 0);
        } catch (InterruptedException e) {
            // close() wants this thread to end, and it does
            Thread.currentThread().interrupt();
        }
    }

    /** What the camera is doing now. */
    public CameraStatus status() {
        return board.current();
    }

    public CameraCounters counters() {
        return counters.snapshot(pool.openLeases(), pool.lostLeases());
    }

    /** What its pictures are decoded with now. */
    public DecoderKind decoder() {
        return counters.decoder;
    }

    /** True if pictures are left out while nothing moves. */
    public boolean mayRest() {
        return settings.decode().mode() == DecodeMode.ADAPTIVE;
    }

    /** Something happens in the pictures: for some seconds {@link DecodeMode#ADAPTIVE} leaves none of them out. */
    public void attend() {
        attention.call(ticker.nanoTime());
    }

    /** Something has happened since the picture of {@code moment}, though nothing seemed to move: what was left out is decoded. */
    public void goBackTo(Moment moment) {
        attention.callBack(moment.stream().toNanos(), ticker.nanoTime());
    }

    /** True while only key frames are looked at because nothing moves. */
    public boolean isResting() {
        return rest.get();
    }

    /**
     * The full picture nearest to {@code moment} among the last few analysed ones, converted on the caller's thread (some
     * milliseconds); empty before the first picture and after {@link #close()}.
     */
    public Optional<Picture> pictureAt(Moment moment) {
        try {
            return history.nearest(moment);
        } catch (MediaException e) {
            LOG.log(System.Logger.Level.WARNING, "Camera " + settings.id() + ": a picture could not be converted", e);
            return Optional.empty();
        }
    }

    /**
     * What lies in {@code box} of the full picture of exactly {@code moment}, if that is one of the last few analysed ones; converted on
     * the caller's thread (about a millisecond). It is not masked.
     *
     * @param box within the picture
     * @param mostSide a part with a longer side is made smaller, to this many pixels
     */
    public Optional<Picture> partAt(Moment moment, Box box, int mostSide) {
        try {
            return history.part(moment, box, mostSide);
        } catch (MediaException e) {
            LOG.log(System.Logger.Level.WARNING, "Camera " + settings.id() + ": a picture could not be cut", e);
            return Optional.empty();
        }
    }

    /**
     * The newest analysed picture as a JPEG not wider than {@code maxWidth} pixels, made on the caller's thread; empty before the
     * first picture and after {@link #close()}.
     */
    public Optional<LivePicture> latestJpeg(int maxWidth) {
        try {
            return history.newestJpeg(maxWidth);
        } catch (MediaException e) {
            LOG.log(System.Logger.Level.WARNING, "Camera " + settings.id() + ": a JPEG could not be made", e);
            return Optional.empty();
        }
    }

    /**
     * Ends the camera's thread, within two seconds even inside a call of FFmpeg; that thread frees everything native. Frames that
     * are out stay valid until they are closed. May be called again.
     */
    @Override
    public void close() {
        guard.stop();
        stopping.countDown();
        thread.interrupt();
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join(CLOSE_MILLIS);
            if (thread.isAlive()) {
                LOG.log(System.Logger.Level.ERROR, "Camera " + settings.id() + " did not end within two seconds.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The encoded video of the last seconds. */
    PacketRing ring() {
        return ring;
    }

    CameraId id() {
        return settings.id();
    }

    /** True once the camera's thread has ended and freed what it owned. */
    boolean ended() {
        return thread.getState() == Thread.State.TERMINATED;
    }
}
