package watchpost.daemon.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import watchpost.alerts.contract.spec.Schemas;
import watchpost.capture.FfmpegRuntime;
import watchpost.config.ConfigResult;
import watchpost.daemon.box.Watchpost;
import watchpost.daemon.console.Console;
import watchpost.daemon.lifecycle.Lifecycle;
import watchpost.daemon.subscribe.MessagePrinter;
import watchpost.testkit.delivery.DeliveryChecker;
import watchpost.testkit.mqtt.EmbeddedBroker;
import watchpost.testkit.mqtt.Subscriber;
import watchpost.testkit.rtsp.ClipCamera;

/** A running demo. */
public final class Demo implements AutoCloseable {
    private static final Duration QUICK = Duration.ofSeconds(4);
    private static final Duration BOX_STOP = Duration.ofMillis(4_500);
    private static final Duration SECOND_OFFSET = Duration.ofSeconds(27);
    private static final Duration THIRD_OFFSET = Duration.ofSeconds(58);

    private final Lifecycle lifecycle;
    private final Watchpost box;
    private final ClipCamera cameras;
    private final EmbeddedBroker broker;
    private final DeliveryChecker checker;

    private Demo(
            Lifecycle lifecycle, Watchpost box, ClipCamera cameras, EmbeddedBroker broker, DeliveryChecker checker) {
        this.lifecycle = lifecycle;
        this.box = box;
        this.cameras = cameras;
        this.broker = broker;
        this.checker = checker;
    }

    /**
     * Starts everything; messages are printed from now on.
     *
     * @param port wanted for the page; the next free one is taken
     * @param json print messages as they come
     * @param stopRequested whether to give up starting
     */
    public static Demo start(Console console, int port, boolean json, BooleanSupplier stopRequested) throws Exception {
        FfmpegRuntime.load(); // before the clip cameras bring in theirs
        Lifecycle lifecycle = new Lifecycle(stopRequested);
        Path storage =
                lifecycle.start("storage", QUICK, () -> Files.createTempDirectory("watchpost-demo-"), Demo::deleteAll);
        EmbeddedBroker broker = lifecycle.start("broker", QUICK, EmbeddedBroker::start, EmbeddedBroker::close);
        ClipCamera cameras = lifecycle.start("clip cameras", QUICK, Demo::clipCameras, ClipCamera::close);
        DeliveryChecker checker = new DeliveryChecker(Schemas.all(), true);
        MessagePrinter printer = new MessagePrinter(console, json);
        lifecycle.start(
                "subscriber",
                QUICK,
                () -> Subscriber.builder(broker.url())
                        .start(checker.andThen(printer))
                        .awaitReady(),
                Subscriber::close);
        ConfigResult.Valid configuration =
                DemoConfiguration.of(cameras, broker, storage, DemoConfiguration.freePort(port));
        Watchpost box = lifecycle.start(
                "box",
                BOX_STOP,
                () -> Watchpost.start(configuration, () -> configuration, new Lifecycle(stopRequested)),
                Watchpost::close);
        return new Demo(lifecycle, box, cameras, broker, checker);
    }

    /** Where the page is. */
    public int port() {
        return box.port();
    }

    /** The cameras, for tests that disturb them. */
    public ClipCamera cameras() {
        return cameras;
    }

    /** The broker, for tests that disturb it. */
    public EmbeddedBroker broker() {
        return broker;
    }

    /** What was received so far. */
    public DeliveryChecker checker() {
        return checker;
    }

    /** Stops the box and then what surrounds it, and tells how it went. */
    public DemoSummary finish() {
        box.close();
        DemoSummary summary = DemoSummary.of(checker, box.analysed(), box.openLeases());
        close();
        return summary;
    }

    @Override
    public void close() {
        lifecycle.close();
    }

    private static ClipCamera clipCameras() {
        return ClipCamera.builder()
                .mount("security")
                .mount("traffic", SECOND_OFFSET)
                .mount("retail", THIRD_OFFSET)
                .start();
    }

    private static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
