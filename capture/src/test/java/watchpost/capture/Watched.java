package watchpost.capture;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import watchpost.core.event.CameraState;
import watchpost.core.event.CameraStatus;
import watchpost.core.geometry.Size;
import watchpost.core.id.CameraId;
import watchpost.core.id.SourceUrl;
import watchpost.core.port.FrameSink;
import watchpost.core.time.FrameTime;
import watchpost.core.vision.Frame;

/** A running camera whose statuses and frame times a test can wait for. Its frames are closed as they come. */
final class Watched implements AutoCloseable {
    /** Short timers, so that faults are found while a test waits. */
    static final Timers SHORT = new Timers(
            Duration.ofMillis(1500),
            Duration.ofMillis(1000),
            Duration.ofMillis(3000),
            Duration.ofMillis(800),
            Duration.ofMillis(400));

    /** Timers that leave a camera waiting for longer than any test does. */
    static final Timers PATIENT = Timers.of(Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofMinutes(5));

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /**
     * What is kept of a frame.
     *
     * @param cpuNanos what the camera's thread had taken of a core when it handed the frame over
     */
    record Seen(FrameTime time, Size picture, long atNanos, long cpuNanos) {}

    final BlockingQueue<CameraStatus> statuses = new LinkedBlockingQueue<>();
    final BlockingQueue<Seen> frames = new LinkedBlockingQueue<>();
    final Camera camera;

    Watched(CameraSettings settings, OpenGate gate) {
        camera = new Camera(settings, this::take, statuses::add, gate, System::nanoTime, Clock.systemUTC());
    }

    static Watched start(String url, Transport transport) {
        return start(settings(url, transport));
    }

    static Watched start(CameraSettings settings) {
        Watched watched = new Watched(settings, new OpenGate(4));
        watched.camera.start();
        return watched;
    }

    /** For who does not look at the frames. */
    static final FrameSink CLOSING = frame -> {
        frame.close();
        return true;
    };

    static CameraSettings settings(String url, Transport transport) {
        return settings(url, transport, SHORT);
    }

    static CameraSettings settings(String url, Transport transport, Timers timers) {
        return new CameraSettings(new CameraId("gate"), new SourceUrl(url), transport, TestClips.SHAPE, 0, timers);
    }

    private boolean take(Frame frame) {
        try (frame) {
            return frames.add(
                    new Seen(frame.time(), frame.picture(), System.nanoTime(), THREADS.getCurrentThreadCpuTime()));
        }
    }

    /** The next {@code count} frames. */
    List<Seen> frames(int count) throws InterruptedException {
        List<Seen> seen = new ArrayList<>();
        while (seen.size() < count) {
            Seen next = frames.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (next == null) {
                throw new AssertionError("only " + seen.size() + " of " + count + " frames; " + camera.status());
            }
            seen.add(next);
        }
        return seen;
    }

    /** Returns once no frame has come for half a second. */
    void silence() throws InterruptedException {
        Seen last = frames.poll(500, TimeUnit.MILLISECONDS);
        while (last != null) {
            last = frames.poll(500, TimeUnit.MILLISECONDS);
        }
    }

    /** The next status that {@code wanted} accepts. */
    CameraStatus status(Predicate<CameraStatus> wanted) throws InterruptedException {
        while (true) {
            CameraStatus next = statuses.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (next == null) {
                throw new AssertionError("no such status; it is " + camera.status());
            }
            if (wanted.test(next)) {
                return next;
            }
        }
    }

    CameraStatus status(CameraState state) throws InterruptedException {
        return status(status -> status.state() == state);
    }

    /** The next status that tells a failure. */
    CameraStatus failure() throws InterruptedException {
        return status(status -> !status.reason().isEmpty());
    }

    /** Closes the camera and checks what every test ends with. */
    @Override
    public void close() {
        long begin = System.nanoTime();
        camera.close();
        long millis = (System.nanoTime() - begin) / 1_000_000;
        CameraCounters counters = camera.counters();
        if (!camera.ended() || millis > 2_000) {
            throw new AssertionError("the camera took " + millis + " ms to close; ended: " + camera.ended());
        }
        if (counters.openLeases() != 0 || counters.lostLeases() != 0) {
            throw new AssertionError("leases are left: " + counters);
        }
    }
}
