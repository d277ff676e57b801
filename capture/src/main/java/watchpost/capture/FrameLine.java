package watchpost.capture;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import watchpost.capture.ffmpeg.DecodedPicture;
import watchpost.capture.ffmpeg.FrameScaler;
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
final class FrameLine implements AutoCloseable {
    private final CameraId camera;
    private final FrameShape shape;
    private final FramePool pool;
    private final FrameSink sink;
    private final PictureHistory history;
    private final Counters counters;
    private final InstantSource clock;
    private final WallClock wall;
    private final AnalysisRate rate;
    private final StreamClock stream = new StreamClock();
    private final FrameScaler scaler = new FrameScaler();
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

    /**
     * Takes one picture.
     *
     * @param stamp its presentation time on the stream's scale
     * @param arrival monotonic reading at the arrival of its last packet
     * @param sender the camera's own wall clock at the picture, if known
     */
    void accept(DecodedPicture picture, OptionalLong stamp, long arrival, Optional<Instant> sender)
            throws MediaException {
        long position = stream.position(stamp, arrival);
        counters.clockJumps.set(stream.jumps());
        Moment moment = wall.moment(position, clock.instant(), sender);
        keySinceLook |= picture.isKeyFrame();
        if (!rate.accepts(position)) {
            return;
        }
        Optional<PixelBuffer> taken = pool.take();
        if (taken.isEmpty()) {
            counters.dropped.increment();
            return;
        }
        PixelBuffer buffer = taken.get();
        try {
            fill(scaler, picture, buffer, shape);
        } catch (MediaException | RuntimeException e) {
            pool.giveBack(buffer);
            throw e;
        }
        watch(buffer, shape.letterbox(picture.size()), arrival);
        FrameTime time = new FrameTime(moment, arrival);
        history.add(picture, time);
        counters.analysed.increment();
        analysedRate.mark(arrival);
        sink.accept(pool.lease(buffer, camera, time, picture.size()));
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
    static void fill(FrameScaler scaler, DecodedPicture picture, PixelBuffer buffer, FrameShape shape)
            throws MediaException {
        Size size = picture.size();
        Letterbox place = shape.letterbox(size);
        buffer.paintMargins(place);
        scaler.scale(picture, buffer.pixels(), place, shape.order());
    }

    /** Pictures handed on per second; capture thread only. */
    double analysedFps(long now) {
        return analysedRate.perSecond(now);
    }

    @Override
    public void close() {
        scaler.close();
    }
}
