package watchpost.daemon.pipeline;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import watchpost.core.event.CameraStatus;
import watchpost.core.id.CameraId;
import watchpost.core.port.CameraStatusSink;
import watchpost.core.port.FrameSink;
import watchpost.core.rule.RuleSpec;
import watchpost.core.vision.Frame;
import watchpost.detector.InferencePool;
import watchpost.detector.batch.Mailboxes;

/** The running pipeline. Cameras put frames in on their threads; conclusions leave on the pipeline's event loop. */
public final class Pipeline implements FrameSink, CameraStatusSink {
    private static final Duration POOL_PATIENCE = Duration.ofMillis(800);
    private static final long VERTX_SECONDS = 2;

    private final Vertx vertx;
    private final PipelineVerticle verticle;
    private final String deployment;

    private Pipeline(Vertx vertx, PipelineVerticle verticle, String deployment) {
        this.vertx = vertx;
        this.verticle = verticle;
        this.deployment = deployment;
    }

    /** Starts the inference threads and the event loop. Not to be called on an event loop. */
    public static Pipeline start(Vertx vertx, PipelineParts parts) throws Exception {
        PipelineVerticle verticle = new PipelineVerticle(parts);
        String deployment = vertx.deployVerticle(verticle)
                .toCompletionStage()
                .toCompletableFuture()
                .get(VERTX_SECONDS, TimeUnit.SECONDS);
        return new Pipeline(vertx, verticle, deployment);
    }

    @Override
    public boolean accept(Frame frame) {
        return verticle.mailboxes().accept(frame);
    }

    @Override
    public void accept(CameraStatus status) {
        verticle.status(status);
    }

    /** The inference threads. */
    public InferencePool pool() {
        return verticle.pool();
    }

    /** Any thread: other rules for a camera from now on. Those that stay as they were keep what they know; those that go end what they told of. */
    public void rules(CameraId camera, List<RuleSpec> rules) {
        verticle.rules(camera, rules);
    }

    /** Any thread. */
    public PipelineCounters counters() {
        InferencePool.Counters inference = verticle.pool().counters();
        Map<CameraId, Mailboxes.Counters> boxes = verticle.mailboxes().counters();
        Map<CameraId, PipelineCounters.Lane> cameras = new LinkedHashMap<>();
        verticle.lanes().forEach((camera, lane) -> {
            Mailboxes.Counters box = boxes.getOrDefault(camera, new Mailboxes.Counters(0, 0));
            cameras.put(
                    camera,
                    new PipelineCounters.Lane(
                            box.accepted(), box.overwritten(), lane.analysed(), lane.late(), lane.coverage()));
        });
        return new PipelineCounters(
                inference.batches(),
                inference.frames(),
                inference.failed(),
                inference.busyNanos(),
                verticle.pool().idle(),
                cameras);
    }

    /** Closes waiting frames, lets those at work finish, folds them in and ends the threads. Not to be called on an event loop. */
    public void close() throws Exception {
        verticle.mailboxes().close();
        verticle.pool().close(POOL_PATIENCE);
        vertx.undeploy(deployment).toCompletionStage().toCompletableFuture().get(VERTX_SECONDS, TimeUnit.SECONDS);
    }
}
