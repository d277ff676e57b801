package watchpost.daemon.box;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import watchpost.alerts.AlertException;
import watchpost.alerts.AlertService;
import watchpost.alerts.evidence.EvidenceSources;
import watchpost.config.CameraConfig;
import watchpost.config.ConfigResult;
import watchpost.config.ConfigResult.BrokenCamera;
import watchpost.config.DetectorConfig;
import watchpost.config.DeviceConfig;
import watchpost.core.event.CameraState;
import watchpost.core.event.CameraStatus;
import watchpost.core.id.CameraId;
import watchpost.core.id.Names;
import watchpost.core.port.RuleOutputSink;
import watchpost.daemon.journal.Journal;
import watchpost.daemon.live.CameraView;
import watchpost.daemon.live.LiveModel;
import watchpost.daemon.metrics.BoxMetrics;
import watchpost.daemon.pipeline.CameraControl;
import watchpost.daemon.pipeline.LaneRules;
import watchpost.daemon.pipeline.Pipeline;
import watchpost.daemon.pipeline.PipelineParts;
import watchpost.daemon.web.WebServer;
import watchpost.daemon.web.WebSettings;
import watchpost.daemon.web.WebSources;
import watchpost.detector.Detector;
import watchpost.detector.DetectorSettings;
import watchpost.detector.DetectorSlot;
import watchpost.detector.model.Model;
import watchpost.detector.onnx.Provider;
import watchpost.detector.onnx.SessionOpener;
import watchpost.detector.watch.DetectorNews;
import watchpost.detector.watch.DetectorWatch;
import watchpost.detector.watch.WatchSettings;

/** How each part is made from the configuration and the parts before it. */
final class Wiring {
    private static final System.Logger LOG = System.getLogger(Wiring.class.getName());
    private static final int HTTP_AND_PIPELINE_LOOPS = 2;
    private static final int WORKERS = 4;
    /** Models open in a second or two, except where TensorRT builds an engine. */
    private static final Duration SLOW = Duration.ofSeconds(30);

    private Wiring() {}

    static LiveModel live(ConfigResult.Valid configuration) {
        List<CameraView> views = new ArrayList<>(
                configuration.config().cameras().stream().map(Mapping::view).toList());
        brokenCameras(configuration)
                .forEach(status -> views.add(new CameraView(status.camera(), List.of(), List.of())));
        return new LiveModel(views);
    }

    static AlertService alerts(DeviceConfig config, EvidenceSources sources) throws AlertException {
        return AlertService.open(Mapping.alerts(config), sources, InstantSource.system(), System::nanoTime);
    }

    /** What rules say goes to the alerts through it. */
    static Arming arming(CurrentConfig current, RuleOutputSink told, AlertService alerts) {
        DeviceConfig config = current.get();
        Path directory = config.storage().directory();
        SiteMode mode = new SiteMode(config, new KeptLines(directory.resolve("mode")));
        alerts.quietHours(mode);
        return new Arming(() -> current.get().cameras(), mode, new KeptLines(directory.resolve("disarmed")), told);
    }

    /** Who carries out the commands. */
    static CommandTable commands(BoxParts parts, Supplier<ConfigResult> file) {
        AlertService alerts = parts.alerts();
        TestAlarms tests = new TestAlarms(() -> parts.config().cameras(), alerts::test);
        Reload.Parts told = new Reload.Parts(alerts, parts.arming(), parts.detector(), parts.pipeline(), parts.live());
        return new CommandTable(
                Map.of("arm", parts.arming(), "disarm", parts.arming(), "mode", parts.arming(), "test-alarm", tests),
                Map.of(
                        "reload",
                        new Reload(file, parts.configured(), told),
                        "snapshot",
                        new Snapshots(parts.cameras(), new LivePictures(parts), alerts::show)));
    }

    /** How the box opens its detector: what TensorRT builds is kept beside the other things it stores. */
    static DetectorSettings detectorSettings(DeviceConfig config, SessionOpener opener) {
        return Mapping.detector(config.detector())
                .keepingEnginesIn(config.storage().directory().resolve("engines"))
                .openedBy(opener);
    }

    static DetectorSlot detector(DetectorConfig config, DetectorSettings settings) {
        Model model = Mapping.model(config);
        Detector detector = SlowWork.telling(
                SLOW,
                seconds -> LOG.log(WARNING, stillOpening(settings, seconds)),
                () -> Detector.open(model, settings));
        if (!config.providers().isEmpty()) {
            detector.stepsDown().forEach(step -> LOG.log(WARNING, step));
        }
        detector.single().ifPresent(reason -> LOG.log(INFO, reason));
        return new DetectorSlot(detector);
    }

    private static String stillOpening(DetectorSettings settings, long seconds) {
        return "The model is not open yet after " + seconds + " s, so no camera is watched. The providers are "
                + settings.providers()
                + ": TensorRT takes minutes to build an engine the first time; a driver that hangs never"
                + " ends, then restart the machine, or name another provider with detector.providers.";
    }

    /** A provider that the configuration names is wanted back; one that was found by itself, where it was found. */
    static DetectorWatch watch(
            DetectorConfig config,
            DetectorSettings settings,
            DetectorSlot detector,
            Pipeline pipeline,
            DetectorNews news) {
        Provider wanted = config.providers().isEmpty()
                ? detector.now().provider()
                : settings.providers().get(0);
        WatchSettings goesBy = new WatchSettings(settings, wanted, config.workers());
        return new DetectorWatch(detector, pipeline.pool(), goesBy, news, System::nanoTime).start();
    }

    static boolean hasJournal(DeviceConfig config) {
        return config.storage().journalBytes() > 0;
    }

    static Journal journal(DeviceConfig config) {
        return Journal.start(
                config.storage().directory().resolve("journal"),
                config.storage().journalBytes());
    }

    static Vertx vertx() {
        return Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(HTTP_AND_PIPELINE_LOOPS)
                .setWorkerPoolSize(WORKERS)
                .setInternalBlockingPoolSize(WORKERS)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
    }

    static void close(Vertx vertx) throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(1, TimeUnit.SECONDS);
    }

    static PipelineParts pipeline(
            DeviceConfig config, DetectorSlot detector, Switchboard switchboard, CameraControl control) {
        Map<CameraId, LaneRules> rules = new LinkedHashMap<>();
        for (CameraConfig camera : config.cameras()) {
            rules.put(camera.id(), LaneRules.of(camera));
        }
        int workers = detector.now().provider().isAccelerator()
                ? detector.now().workers()
                : config.detector().workers().orElseGet(detector.now()::workers);
        return new PipelineParts(
                detector,
                workers,
                Mapping.tracker(config.detector()),
                rules,
                switchboard,
                switchboard,
                control,
                System::nanoTime);
    }

    /** The cameras that were left out because their block is wrong, as people see them. */
    static List<CameraStatus> brokenCameras(ConfigResult.Valid configuration) {
        return configuration.broken().stream()
                .filter(camera -> Names.isName(camera.name()))
                .map(Wiring::broken)
                .toList();
    }

    private static CameraStatus broken(BrokenCamera camera) {
        String reason = "wrong configuration: " + camera.problems().get(0);
        return new CameraStatus(new CameraId(camera.name()), CameraState.DISABLED, reason, Instant.now(), 0, 0);
    }

    static WebSettings web(DeviceConfig config) {
        String address = config.http().address();
        if (!isLoopback(address)) {
            LOG.log(
                    WARNING,
                    "The page listens on " + address + ", as the configuration says: it has no login yet, so everyone"
                            + " in that network sees the cameras");
        }
        return new WebSettings(address, config.http().port());
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return true; // the server says so with more care
        }
    }

    static WebSources sources(BoxParts parts, BoxMetrics metrics) {
        return new WebSources(
                parts.live(),
                new LivePictures(parts),
                () -> Summary.status(parts),
                () -> BoxHealth.of(parts),
                metrics::scrape);
    }

    static void observe(BoxMetrics metrics, BoxParts parts, WebServer web) {
        Cameras cameras = parts.cameras();
        for (CameraId camera : cameras.ids()) {
            metrics.observeCamera(camera, () -> cameras.counters(camera), () -> cameras.status(camera));
            metrics.observeDecoder(camera, () -> cameras.decoder(camera));
        }
        metrics.observeDetector(parts.detector(), parts.pipeline().pool()::workers);
        metrics.observePipeline(parts.pipeline()::counters);
        metrics.observeAlerts(parts.alerts()::counters, parts.alerts()::connection);
        for (String channel : parts.alerts().channels().keySet()) {
            metrics.observeChannel(channel, () -> parts.alerts().channels().get(channel));
        }
        metrics.observePage(web::listeners, web::skippedEvents);
    }
}
