package watchpost.capture;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import watchpost.capture.PictureTimes.Look;
import watchpost.capture.demand.LoadGovernor;
import watchpost.capture.ffmpeg.DecodedPicture;
import watchpost.capture.ffmpeg.FrameScalers;
import watchpost.capture.ffmpeg.MediaException;
import watchpost.capture.frame.FramePool;
import watchpost.capture.frame.PixelBuffer;
import watchpost.capture.scene.SceneSample;
import watchpost.capture.scene.SceneVerdict;
import watchpost.capture.scene.SceneWatch;
import watchpost.capture.time.AnalysisRate;
import watchpost.capture.time.RateMeter;
import watchpost.capture.time.StreamClock;
import watchpost.capture.time.WallClock;
import watchpost.core.geometry.Letterbox;
import watchpost.core.geometry.Size;
import watchpost.core.id.CameraId;
import watchpost.core.port.FrameSink;
import watchpost.core.time.FrameTime;
import watchpost.core.time.Moment;
import watchpost.core.vision.FrameShape;

/**
 * Decoded pictures to frames: gives each its time, leaves out what is not wanted before any pixel is touched, scales the rest into a
 * leased buffer and hands it on. Lives as long as the camera, so that its timeline goes on across connections. Used by the capture
 * thread; the counters may be read from any.
 */
final class FrameLine {
    private final CameraId camera;
    private final FrameShape shape;
    private final FramePool pool;
    private final FrameSink sink;
    private final PictureHistory history;
    private final Counters counters;
    private final InstantSource clock;
    private final WallClock wall;
    private final AnalysisRate rate;
    private final LoadGovernor governor = new LoadGovernor();
    private final StreamClock stream = new StreamClock();
    private final RateMeter analysedRate = new RateMeter();
    private final Set<SceneVerdict> checks;
    private SceneWatch scene;
    private Letterbox scenePlace = new Letterbox(new Size(1, 1), 0, 0, 1, 1);
    private boolean keySinceLook;

    FrameLine(
            CameraSettings settings,
            FramePool pool,
            FrameSink sink,
            PictureHistory history,
            Counters counters,
            InstantSource clock,
            Predicate<Instant> clockSynced) {
        this.camera = settings.id();
        this.shape = settings.shape();
        this.checks = settings.sceneChecks();
        this.scene = new SceneWatch(checks);
        this.pool = pool;
        this.sink = sink;
        this.history = history;
        this.counters = counters;
        this.clock = clock;
        this.wall = new WallClock(clockSynced);
        this.rate = new AnalysisRate(settings.analysedFps());
    }

    /** The next pictures come from a new connection. */
    void reconnected() {
        stream.reconnected();
    }

    /** Where a packet with these times lies on the camera's timeline. */
    long positionOf(OptionalLong stamp, long arrival) {
        return stream.preview(stamp, arrival);
    }

    /** True while there is no time for more than key frames. */
    boolean overloaded() {
        return governor.keyFramesOnly();
    }

    /**
     * True if a picture at this place can be taken without pushing another one aside, or will not be wanted.
     *
     * @param patience nanoseconds to wait for frames that are out
     */
    boolean canTake(long position, long patience) throws InterruptedException {
        return !rate.wants(position) || pool.awaitAllBack(patience);
    }

    /** The next pictures are those after the one at {@code position}, again. */
    void wentBack(long position) {
        rate.restart(position);
    }

    /**
     * Takes one picture.
     *
     * @param now a monotonic reading
     * @param keyFrames is asked of those that were decoded by themselves
     */
    void accept(DecodedPicture picture, PictureTimes times, long now, KeyFrameWatch keyFrames) throws MediaException {
        long position = times.position().isPresent()
                ? times.position().getAsLong()
                : stream.position(times.stamp(), times.arrival());
        counters.clockJumps.set(stream.jumps());
        Moment moment = wall.moment(position, clock.instant().minusNanos(now - times.arrival()), times.sender());
        keySinceLook |= picture.isKeyFrame();
        if (!rate.accepts(position)) {
            return;
        }
        if (!governor.accepts(position)) {
            counters.dropped.increment();
            return;
        }
        Optional<PixelBuffer> taken = pool.take();
        if (taken.isEmpty()) {
            counters.dropped.increment();
            governor.handedOn(position, false);
            return;
        }
        PixelBuffer buffer = taken.get();
        try {
            fill(picture, buffer, shape);
        } catch (MediaException | RuntimeException e) {
            pool.giveBack(buffer);
            throw e;
        }
        Letterbox place = shape.letterbox(picture.size());
        watch(buffer, place, times.arrival());
        boolean still = times.look() == Look.ALONE_AND_STILL;
        if (times.look() != Look.FOLLOWED
                && !keyFrames.isAsExpected(SceneSample.of(buffer.pixels(), place), position, still, now)) {
            pool.giveBack(buffer);
            return;
        }
        FrameTime time = new FrameTime(moment, times.arrival(), still);
        history.add(picture, time);
        counters.analysed.increment();
        analysedRate.mark(times.arrival());
        governor.handedOn(position, sink.accept(pool.lease(buffer, camera, time, picture.size())));
    }

    /** A picture of another shape may show less or more of the scene, which is then learnt anew. */
    private void watch(PixelBuffer buffer, Letterbox place, long now) {
        if (!place.equals(scenePlace)) {
            scenePlace = place;
            scene = new SceneWatch(checks);
        }
        if (scene.wants(keySinceLook, now)) {
            scene.look(SceneSample.of(buffer.pixels(), place), keySinceLook, now);
            keySinceLook = false;
        }
    }

    /** What the pictures so far show; capture thread only. */
    SceneVerdict scene() {
        return scene.verdict();
    }

    /** Scales {@code picture} into its place in {@code buffer}; margins are painted only where the place changed. */
    static void fill(DecodedPicture picture, PixelBuffer buffer, FrameShape shape) throws MediaException {
        Size size = picture.size();
        Letterbox place = shape.letterbox(size);
        buffer.paintMargins(place);
        FrameScalers.shared().scale(picture, buffer.pixels(), place, shape.order());
    }

    /** Pictures handed on per second; capture thread only. */
    double analysedFps(long now) {
        return analysedRate.perSecond(now);
    }
}
