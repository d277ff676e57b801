package watchpost.daemon.box;

import static java.lang.System.Logger.Level.INFO;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import watchpost.alerts.AlertCounters;
import watchpost.alerts.AlertService;
import watchpost.capture.CameraCounters;
import watchpost.capture.Clips;
import watchpost.config.ConfigResult;
import watchpost.config.DeviceConfig;
import watchpost.daemon.journal.Journal;
import watchpost.daemon.lifecycle.Lifecycle;
import watchpost.daemon.live.LiveModel;
import watchpost.daemon.metrics.BoxMetrics;
import watchpost.daemon.pipeline.Pipeline;
import watchpost.daemon.web.WebServer;
import watchpost.detector.DetectorSettings;
import watchpost.detector.DetectorSlot;
import watchpost.detector.onnx.SessionOpener;
import watchpost.detector.second.SecondLook;
import watchpost.detector.watch.DetectorWatch;

/**
 * A running box: cameras → pipeline → alerts, with the page beside them. Parts start in the order of this text and stop in reverse,
 * each within its deadline, all within five seconds.
 */
public final class Watchpost implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Watchpost.class.getName());

    private static final Duration BROKER_PATIENCE = Duration.ofMillis(900);
    private static final Duration QUICK = Duration.ofMillis(300);
    private static final Duration CLIPS_STOP = Duration.ofMillis(300);
    private static final Duration WATCH_STOP = Duration.ofMillis(400);
    private static final Duration CAMERAS_STOP = Duration.ofMillis(2_100);
    private static final Duration PIPELINE_STOP = Duration.ofSeconds(1);
    private static final Duration ALERTS_STOP = Duration.ofMillis(1_200);

    private final Lifecycle lifecycle;
    private final BoxParts parts;
    private final BoxMetrics metrics;
    private final int port;
    private final AtomicBoolean stopped = new AtomicBoolean();

    private Watchpost(Lifecycle lifecycle, BoxParts parts, BoxMetrics metrics, int port) {
        this.lifecycle = lifecycle;
        this.parts = parts;
        this.metrics = metrics;
        this.port = port;
    }

    /** Starts a box that nobody stops before it runs. */
    public static Watchpost start(ConfigResult.Valid configuration) throws Exception {
        return start(configuration, () -> configuration, new Lifecycle());
    }

    /**
     * Starts a box. Not to be called on an event loop.
     *
     * @param file reads the configuration again, strictly
     * @param lifecycle takes its parts
     * @throws watchpost.daemon.lifecycle.StartCancelledException if a stop was asked for meanwhile
     * @throws Exception if a part cannot start; those before it are stopped again
     */
    public static Watchpost start(ConfigResult.Valid configuration, Supplier<ConfigResult> file, Lifecycle lifecycle)
            throws Exception {
        return start(configuration, file, lifecycle, SessionOpener.ONNX_RUNTIME);
    }

    /** @param opener opens the detector's sessions */
    static Watchpost start(
            ConfigResult.Valid configuration, Supplier<ConfigResult> file, Lifecycle lifecycle, SessionOpener opener)
            throws Exception {
        DeviceConfig config = configuration.config();
        CurrentConfig current = new CurrentConfig(config);
        LiveModel live = Wiring.live(configuration);
        BoxMetrics metrics = new BoxMetrics();
        Eyes eyes = new Eyes(current);
        Control control = new Control();

        AlertService alerts = lifecycle.start(
                "alerts",
                ALERTS_STOP,
                () -> Wiring.alerts(config, eyes.evidence()),
                part -> part.close(BROKER_PATIENCE));
        DetectorSettings how = Wiring.detectorSettings(config, opener);
        DetectorSlot slot =
                lifecycle.start("detector", QUICK, () -> Wiring.detector(config.detector(), how), DetectorSlot::close);
        Optional<SecondLook> second = eyes.looks().start(lifecycle, config, eyes.crops(), alerts);
        Vertx vertx = lifecycle.start("vertx", QUICK, Wiring::vertx, Wiring::close);
        Optional<Journal> journal = Wiring.hasJournal(config)
                ? Optional.of(lifecycle.start("journal", QUICK, () -> Wiring.journal(config), Journal::close))
                : Optional.empty();
        Arming arming = Wiring.arming(current, eyes.looks().beside(alerts), alerts);
        Switchboard switchboard = new Switchboard(alerts, arming, live, metrics, journal, eyes.watchers(alerts));
        alerts.onIncident(switchboard::stored);
        Pipeline pipeline = lifecycle.start(
                "pipeline",
                PIPELINE_STOP,
                () -> Pipeline.start(vertx, Wiring.pipeline(config, slot, switchboard, control)),
                Pipeline::close);
        DetectorWatch detector = lifecycle.start(
                "detector watch",
                WATCH_STOP,
                () -> Wiring.watch(config.detector(), how, slot, pipeline, new DetectorIncident(alerts)),
                DetectorWatch::close);
        Clips clips = lifecycle.start("clips", CLIPS_STOP, () -> new Clips(System::nanoTime), Clips::close);
        Cameras cameras = lifecycle.start(
                "cameras",
                CAMERAS_STOP,
                () -> Cameras.start(config.cameras(), detector.now().shape(), pipeline, status -> {
                    pipeline.accept(status);
                    switchboard.accept(status);
                }),
                Cameras::close);
        eyes.open(cameras, clips);
        control.of(cameras);
        Wiring.brokenCameras(configuration).forEach(switchboard::accept);

        BoxParts parts = new BoxParts(
                current, alerts, arming, detector, pipeline, cameras, eyes.pictures(), live, Instant.now());
        WebServer web = lifecycle.start(
                "page",
                QUICK,
                () -> WebServer.start(vertx, Wiring.web(config), Wiring.sources(parts, metrics)),
                WebServer::close);
        Wiring.observe(metrics, parts, web);
        second.ifPresent(look -> metrics.observeSecondStage(look::counters));
        journal.ifPresent(written -> metrics.observeJournal(written::dropped));
        Heartbeat heartbeat =
                lifecycle.start("heartbeat", QUICK, () -> Heartbeat.start(vertx, parts), Heartbeat::close);
        arming.onChange(heartbeat::soon);
        alerts.performer(Wiring.commands(parts, file));
        LOG.log(INFO, () -> Summary.atStart(parts, web.port()));
        return new Watchpost(lifecycle, parts, metrics, web.port());
    }

    /** The port of the page. */
    public int port() {
        return port;
    }

    /** Pictures that went through detector, tracker and rules since the start, over all cameras. */
    public long analysed() {
        return parts.pipeline().counters().cameras().values().stream()
                .mapToLong(lane -> lane.analysed())
                .sum();
    }

    /** Pictures that were decoded since the start, over all cameras. */
    public long decoded() {
        return cameras(CameraCounters::decoded);
    }

    /** Pictures that the detector had no time for, over all cameras: left out before scaling, or replaced by newer ones after it. */
    public long dropped() {
        return cameras(CameraCounters::dropped)
                + parts.pipeline().counters().cameras().values().stream()
                        .mapToLong(lane -> lane.overwritten() + lane.late())
                        .sum();
    }

    private long cameras(ToLongFunction<CameraCounters> counter) {
        return parts.cameras().ids().stream()
                .mapToLong(camera -> counter.applyAsLong(parts.cameras().counters(camera)))
                .sum();
    }

    /** Figures of the alert path. */
    public AlertCounters alerts() {
        return parts.alerts().counters();
    }

    /**
     * Gives {@code listener} the nanoseconds from the arrival of a picture's last packet to the end of its rules, for every picture
     * from now on, on the pipeline's thread.
     */
    public void onLatency(LongConsumer listener) {
        metrics.onLatency(listener);
    }

    /** Messages that are stored and not yet confirmed by the broker. */
    public long backlog() {
        return parts.alerts().counters().backlog();
    }

    /** Frames that are out now; 0 after {@link #close()}, but for those in a run that does not come back. */
    public int openLeases() {
        return parts.cameras().openLeases();
    }

    private String leases() {
        int stuck = parts.pipeline().pool().framesInRuns();
        return openLeases() + " open leases"
                + (stuck == 0 ? "" : ", " + stuck + " of them in a run of the detector that does not come back");
    }

    /** Stops everything, in reverse, and says how it went. A second call does nothing. */
    @Override
    public void close() {
        if (stopped.getAndSet(true)) {
            return;
        }
        long before = System.nanoTime();
        lifecycle.close();
        LOG.log(INFO, () -> "Stopped in " + (System.nanoTime() - before) / 1_000_000 + " ms, " + leases());
    }
}
