package watchpost.daemon.pipeline;

import static java.lang.System.Logger.Level.WARNING;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import watchpost.core.event.CameraStatus;
import watchpost.core.id.CameraId;
import watchpost.core.rule.RuleSpec;
import watchpost.core.vision.Detections;
import watchpost.core.vision.Frame;
import watchpost.detector.InferenceListener;
import watchpost.detector.InferencePool;
import watchpost.detector.batch.Batch;
import watchpost.detector.batch.Batcher;
import watchpost.detector.batch.InOrder;
import watchpost.detector.batch.Mailboxes;

/**
 * The event loop of the pipeline: owns batching and all tracker and rule state. Other threads reach it through {@link #ready},
 * {@link #detected} and {@link #status}, which only hand over.
 */
final class PipelineVerticle extends VerticleBase implements InferenceListener {
    private static final System.Logger LOG = System.getLogger(PipelineVerticle.class.getName());
    private static final long TICK_MS = 1_000;
    private static final long COMPLAIN_NANOS = 60_000_000_000L;

    private final PipelineParts parts;
    private final Mailboxes mailboxes = new Mailboxes(this::ready);
    private final Batcher batcher;
    private final InferencePool pool;
    private final AtomicBoolean woken = new AtomicBoolean();
    private final AtomicLong lastComplaint;

    // The event loop's own.
    private final Map<CameraId, CameraLane> lanes = new LinkedHashMap<>();
    private final InOrder order = new InOrder();
    private long deadlineTimer = -1;

    PipelineVerticle(PipelineParts parts) {
        this.parts = parts;
        this.batcher = new Batcher(mailboxes, () -> parts.detector().now().batchPolicy());
        this.pool = new InferencePool(parts.detector(), parts.workers(), this, parts.ticker());
        this.lastComplaint = new AtomicLong(parts.ticker().nanoTime() - COMPLAIN_NANOS);
        parts.rules()
                .forEach((camera, rules) -> lanes.put(
                        camera,
                        new CameraLane(
                                camera, parts.tracker(), rules, parts.sink(), parts.listener(), parts.control())));
    }

    Mailboxes mailboxes() {
        return mailboxes;
    }

    InferencePool pool() {
        return pool;
    }

    Map<CameraId, CameraLane> lanes() {
        return lanes;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(TICK_MS, timer -> tick());
        return Future.succeededFuture();
    }

    /** Any thread: a frame waits. While there is no room for it, the next batch that comes back is the occasion. */
    private void ready() {
        if (pool.room() > 0 && woken.compareAndSet(false, true)) {
            context.runOnContext(now -> {
                woken.set(false);
                work();
            });
        }
    }

    /** Any thread: a camera's state changed. */
    void status(CameraStatus status) {
        context.runOnContext(now -> {
            CameraLane lane = lanes.get(status.camera());
            if (lane != null) {
                lane.state(status.state());
            }
        });
    }

    /** Any thread: other rules for a camera. */
    void rules(CameraId camera, List<RuleSpec> rules) {
        context.runOnContext(now -> {
            CameraLane lane = lanes.get(camera);
            if (lane != null) {
                lane.rules(rules);
            }
        });
    }

    @Override
    public void detected(Batch batch, List<Detections> results) {
        context.runOnContext(now -> {
            order.detected(batch, results).forEach(this::fold);
            work();
        });
    }

    @Override
    public void failed(Batch batch, RuntimeException reason) {
        long now = parts.ticker().nanoTime();
        long before = lastComplaint.get();
        if (now - before >= COMPLAIN_NANOS && lastComplaint.compareAndSet(before, now)) {
            LOG.log(WARNING, "The detector failed on a frame, which is left out", reason);
        }
        context.runOnContext(then -> {
            order.lost(batch).forEach(this::fold);
            work();
        });
    }

    private void fold(InOrder.Back back) {
        batcher.finished(back.camera());
        CameraLane lane = lanes.get(back.camera());
        if (lane != null) {
            back.found().ifPresent(lane::seen);
        }
    }

    private void look(Frame frame) {
        CameraLane lane = lanes.get(frame.camera());
        if (lane != null) {
            lane.look(frame);
        }
    }

    private void tick() {
        long now = parts.ticker().nanoTime();
        lanes.values().forEach(lane -> lane.tick(now));
        work();
    }

    private void work() {
        long now = parts.ticker().nanoTime();
        boolean oneMayWait = parts.detector().now().batchPolicy().oneMayWait();
        for (Batch batch : batcher.doWork(now, oneMayWait ? pool.room() : pool.idle())) {
            batch.frames().forEach(this::look);
            order.went(batch);
            if (!pool.submit(batch)) {
                order.lost(batch).forEach(this::fold);
            }
        }
        if (deadlineTimer >= 0) {
            vertx.cancelTimer(deadlineTimer);
            deadlineTimer = -1;
        }
        OptionalLong next = batcher.nextDeadlineNanos();
        if (next.isPresent()) {
            long wait = Math.max(1, (next.getAsLong() - now) / 1_000_000);
            deadlineTimer = vertx.setTimer(wait, timer -> {
                deadlineTimer = -1;
                work();
            });
        }
    }
}
