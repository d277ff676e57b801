package watchpost.daemon.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import watchpost.alerts.AlertCounters;
import watchpost.alerts.ChannelState;
import watchpost.alerts.transport.ConnectionState;
import watchpost.capture.CameraCounters;
import watchpost.capture.ffmpeg.DecoderKind;
import watchpost.core.event.CameraState;
import watchpost.core.event.CameraStatus;
import watchpost.core.id.CameraId;
import watchpost.daemon.pipeline.PipelineCounters;
import watchpost.detector.onnx.Provider;
import watchpost.detector.second.Counters;
import watchpost.detector.watch.DetectorWatch;

/** All metrics of the box. Names follow Prometheus: base units, {@code _total} for counters. */
public final class BoxMetrics {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    /** What counters ask: they hold it weakly, and would stop at the next garbage collection. */
    private final List<Object> sources = new CopyOnWriteArrayList<>();

    private final Timer latency = Timer.builder("watchpost.latency")
            .description("From the arrival of a picture to the end of its rules")
            .publishPercentiles(0.5, 0.95, 0.99)
            .maximumExpectedValue(Duration.ofSeconds(10))
            .register(registry);

    private volatile LongConsumer latencies = nanos -> {};

    public BoxMetrics() {
        Gauge.builder("watchpost.process.resident.bytes", ProcessMemory::residentBytes)
                .description("Memory of the process as the kernel counts it")
                .register(registry);
        Gauge.builder("watchpost.process.heap.bytes", BoxMetrics::heap)
                .description("Java heap in use")
                .register(registry);
        Gauge.builder("watchpost.process.threads", Thread::activeCount)
                .description("Threads of the main group")
                .register(registry);
    }

    /** The Prometheus text. */
    public String scrape() {
        return registry.scrape();
    }

    /** A picture went through; called on the pipeline's thread. */
    public void analysed(long latencyNanos) {
        latency.record(latencyNanos, TimeUnit.NANOSECONDS);
        latencies.accept(latencyNanos);
    }

    /** Gives every latency that is recorded from now on to {@code listener} too, on the pipeline's thread. */
    public void onLatency(LongConsumer listener) {
        latencies = listener;
    }

    /** An incident was opened. */
    public void incident(String kind, String severity) {
        Counter.builder("watchpost.incidents")
                .description("Incidents opened")
                .tags("kind", kind, "severity", severity)
                .register(registry)
                .increment();
    }

    /** @param dropped inputs of rules that the journal left out */
    public void observeJournal(LongSupplier dropped) {
        sources.add(dropped);
        FunctionCounter.builder("watchpost.journal.dropped", dropped, LongSupplier::getAsLong)
                .description("Inputs of rules left out of the journal because the disk was too slow")
                .register(registry);
    }

    /** @param counters of the second stage */
    public void observeSecondStage(Supplier<Counters> counters) {
        sources.add(counters);
        secondStage(counters, "cut", Counters::cut);
        secondStage(counters, "replaced", Counters::replaced);
        secondStage(counters, "crowded-out", Counters::crowdedOut);
        secondStage(counters, "late", Counters::late);
        secondStage(counters, "read", Counters::read);
        secondStage(counters, "found", Counters::found);
        secondStage(counters, "failed", Counters::failed);
    }

    private void secondStage(Supplier<Counters> counters, String outcome, ToDoubleFunction<Counters> value) {
        FunctionCounter.builder("watchpost.second.pictures", counters, all -> value.applyAsDouble(all.get()))
                .tag("outcome", outcome)
                .description("Cut-out pictures of objects by what became of them")
                .register(registry);
    }

    /** @param decoder what the camera's pictures are decoded with now */
    public void observeDecoder(CameraId camera, Supplier<DecoderKind> decoder) {
        for (DecoderKind kind : DecoderKind.values()) {
            gauge(
                    "watchpost.camera.decoder",
                    "1 for the decoder that is in use",
                    Tags.of("camera", camera.value(), "decoder", kind.word()),
                    decoder,
                    now -> now == kind ? 1 : 0);
        }
    }

    public void observeCamera(CameraId camera, Supplier<CameraCounters> counters, Supplier<CameraStatus> status) {
        Tags tags = Tags.of("camera", camera.value());
        count("watchpost.camera.decoded", "Pictures decoded", tags, counters, CameraCounters::decoded);
        count(
                "watchpost.camera.skipped",
                "Pictures between key frames left undecoded",
                tags,
                counters,
                CameraCounters::skipped);
        count(
                "watchpost.camera.went.back",
                "Times that decoding went back to the last key frame because something moved",
                tags,
                counters,
                CameraCounters::wentBack);
        count("watchpost.camera.handed", "Frames handed to analysis", tags, counters, CameraCounters::analysed);
        count(
                "watchpost.camera.starved",
                "Pictures left out because the detector had no time for them",
                tags,
                counters,
                CameraCounters::dropped);
        count(
                "watchpost.camera.damaged",
                "Packets and pictures that were damaged",
                tags,
                counters,
                CameraCounters::damaged);
        count("watchpost.camera.received.bytes", "Encoded bytes received", tags, counters, CameraCounters::bytes);
        count("watchpost.camera.reconnects", "Connections after the first", tags, counters, CameraCounters::reconnects);
        count(
                "watchpost.camera.failures",
                "Connections and tries that failed",
                tags,
                counters,
                CameraCounters::failures);
        gauge("watchpost.camera.leases", "Frames that are out now", tags, counters, CameraCounters::openLeases);
        gauge("watchpost.camera.decoded.fps", "Pictures decoded per second", tags, status, CameraStatus::decodedFps);
        gauge(
                "watchpost.camera.analysed.fps",
                "Frames handed to analysis per second",
                tags,
                status,
                CameraStatus::analysedFps);
        for (CameraState state : CameraState.values()) {
            gauge(
                    "watchpost.camera.state",
                    "1 for the state that the camera is in",
                    tags.and("state", state.wireName()),
                    status,
                    now -> now.state() == state ? 1 : 0);
        }
    }

    /** @param workers threads that the detector works with now */
    public void observeDetector(DetectorWatch detector, IntSupplier workers) {
        for (Provider provider : Provider.values()) {
            gauge(
                    "watchpost.inference.provider",
                    "1 for the execution provider that is in use",
                    Tags.of("provider", provider.name().toLowerCase(Locale.ROOT)),
                    () -> detector,
                    now -> now.now().provider() == provider ? 1 : 0);
        }
        steps("down", detector, DetectorWatch::stepsDown);
        steps("up", detector, DetectorWatch::stepsUp);
        count(
                "watchpost.inference.hung",
                "Runs on an accelerator that did not come back in time",
                Tags.empty(),
                () -> detector,
                DetectorWatch::hangs);
        gauge(
                "watchpost.inference.threads",
                "Threads of the detector",
                Tags.empty(),
                () -> workers,
                IntSupplier::getAsInt);
    }

    public void observePipeline(Supplier<PipelineCounters> counters) {
        FunctionTimer.builder(
                        "watchpost.inference",
                        counters,
                        now -> now.get().batches(),
                        now -> now.get().busyNanos(),
                        TimeUnit.NANOSECONDS)
                .description("Runs of the detector; the mean of the frames per run is the batch size")
                .register(registry);
        count("watchpost.inference.frames", "Frames in those runs", Tags.empty(), counters, PipelineCounters::frames);
        count("watchpost.inference.failed", "Runs lost to an error", Tags.empty(), counters, PipelineCounters::failed);
        gauge(
                "watchpost.inference.idle",
                "Threads with nothing to do",
                Tags.empty(),
                counters,
                PipelineCounters::idleWorkers);
        for (CameraId camera : counters.get().cameras().keySet()) {
            Tags tags = Tags.of("camera", camera.value());
            count(
                    "watchpost.camera.analysed",
                    "Frames through detector, tracker and rules",
                    tags,
                    counters,
                    now -> lane(now, camera).analysed());
            count(
                    "watchpost.camera.dropped",
                    "Frames replaced by newer ones before or after analysis",
                    tags,
                    counters,
                    now -> lane(now, camera).overwritten() + lane(now, camera).late());
            coverage("watched", tags, counters, now -> lane(now, camera)
                    .coverage()
                    .watched());
            coverage("degraded", tags, counters, now -> lane(now, camera)
                    .coverage()
                    .degraded());
            coverage(
                    "blind", tags, counters, now -> lane(now, camera).coverage().blind());
        }
    }

    public void observeAlerts(Supplier<AlertCounters> counters, Supplier<ConnectionState> connection) {
        gauge("watchpost.outbox.queue", "Inputs waiting to be stored", Tags.empty(), counters, AlertCounters::queued);
        gauge(
                "watchpost.outbox.backlog",
                "Messages waiting to be sent",
                Tags.empty(),
                counters,
                AlertCounters::backlog);
        gauge(
                "watchpost.outbox.backlog.bytes",
                "Bytes waiting to be sent",
                Tags.empty(),
                counters,
                AlertCounters::backlogBytes);
        gauge(
                "watchpost.outbox.unreceipted",
                "Messages of the backlog that were sent and wait for receipts",
                Tags.empty(),
                counters,
                AlertCounters::unreceipted);
        count("watchpost.outbox.stored", "Messages stored", Tags.empty(), counters, AlertCounters::stored);
        count(
                "watchpost.outbox.sent",
                "Messages that the broker confirmed",
                Tags.empty(),
                counters,
                AlertCounters::acknowledged);
        count(
                "watchpost.outbox.given.up",
                "Messages given up and declared in a gap",
                Tags.empty(),
                counters,
                AlertCounters::givenUp);
        count(
                "watchpost.pictures.drawn",
                "Evidence pictures made",
                Tags.empty(),
                counters,
                AlertCounters::picturesDrawn);
        count(
                "watchpost.pictures.failed",
                "Incidents that went out without a picture",
                Tags.empty(),
                counters,
                AlertCounters::picturesFailed);
        gauge("watchpost.incidents.open", "Incidents open now", Tags.empty(), counters, AlertCounters::openIncidents);
        gauge(
                "watchpost.broker.connected",
                "1 while connected",
                Tags.empty(),
                connection,
                now -> now.connected() ? 1 : 0);
        count("watchpost.broker.connects", "Connections made", Tags.empty(), connection, ConnectionState::connects);
    }

    /** @param name of a way for messages beside MQTT */
    public void observeChannel(String name, Supplier<ChannelState> state) {
        Tags tags = Tags.of("channel", name);
        gauge("watchpost.channel.backlog", "Messages waiting to be sent", tags, state, ChannelState::backlog);
        count("watchpost.channel.sent", "Messages that the other side took", tags, state, ChannelState::sent);
        count(
                "watchpost.channel.given.up",
                "Messages given up, most of them declared in a gap",
                tags,
                state,
                ChannelState::givenUp);
        gauge(
                "watchpost.channel.working",
                "0 since a message failed, until one arrives",
                tags,
                state,
                now -> now.connection().connected() ? 1 : 0);
    }

    public void observePage(Supplier<Integer> listeners, Supplier<Long> skipped) {
        gauge("watchpost.page.listeners", "Open event streams", Tags.empty(), listeners, Integer::doubleValue);
        count(
                "watchpost.page.skipped",
                "Events not sent to pages that do not read",
                Tags.empty(),
                skipped,
                Long::doubleValue);
    }

    private void steps(String direction, DetectorWatch detector, ToDoubleFunction<DetectorWatch> steps) {
        count(
                "watchpost.inference.steps",
                "Changes of the execution provider while running",
                Tags.of("direction", direction),
                () -> detector,
                steps);
    }

    private void coverage(
            String how, Tags tags, Supplier<PipelineCounters> counters, ToDoubleFunction<PipelineCounters> seconds) {
        count(
                "watchpost.camera.coverage.seconds",
                "Time that the camera was watched as wanted, too rarely, or not at all",
                tags.and("kind", how),
                counters,
                seconds);
    }

    private static PipelineCounters.Lane lane(PipelineCounters counters, CameraId camera) {
        return counters.cameras().getOrDefault(camera, PipelineCounters.Lane.NONE);
    }

    private <T> void count(String name, String what, Tags tags, Supplier<T> source, ToDoubleFunction<T> value) {
        sources.add(source);
        FunctionCounter.builder(name, source, now -> value.applyAsDouble(now.get()))
                .description(what)
                .tags(tags)
                .register(registry);
    }

    private <T> void gauge(String name, String what, Tags tags, Supplier<T> source, ToDoubleFunction<T> value) {
        Gauge.builder(name, source, now -> value.applyAsDouble(now.get()))
                .description(what)
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }

    private static double heap() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
