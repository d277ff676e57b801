package watchpost.daemon.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.alerts.contract.spec.Schemas;
import watchpost.testkit.Await;
import watchpost.testkit.BundledClip;
import watchpost.testkit.Peers;
import watchpost.testkit.delivery.DeliveryChecker;
import watchpost.testkit.delivery.Finding;
import watchpost.testkit.delivery.Received;
import watchpost.testkit.mqtt.EmbeddedBroker;
import watchpost.testkit.mqtt.Subscriber;
import watchpost.testkit.net.FaultProxy;
import watchpost.testkit.rtsp.ClipCamera;

/**
 * A whole box whose operating system tells it another time (libfaketime): a board without a battery that starts in 1970, then jumps of
 * its clock, all while the broker is away.
 */
class WrongClockTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int SOME = 8;

    /** What libfaketime is told, and where that is from now. {@code @} lets time begin there, {@code -50y} counts years of 365 days. */
    private static final String SINCE_1970 = "@1970-01-01 00:00:30";

    private static final Pattern ENVELOPE =
            Pattern.compile("\"seq\":(\\d+),.*\"at\":\"([^\"]+)\",\"clock\":\"([a-z]+)\"");

    @TempDir
    Path folder;

    private final DeliveryChecker checker = new DeliveryChecker(Schemas.strict(), true);
    private final ConcurrentLinkedQueue<Stamp> stamps = new ConcurrentLinkedQueue<>();

    private record Stamp(long seq, Instant at, String clock) {}

    @Test
    void nothingIsLostAndWhatWasStoredBeforeTheClockWasPutRightIsCorrected() throws Exception {
        Path library = Peers.file(
                List.of(
                        "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
                        "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"),
                "libfaketime");
        Path time = folder.resolve("time");
        tell(time, SINCE_1970);
        Map<String, String> environment = Map.of(
                "LD_PRELOAD", library.toString(),
                "FAKETIME_TIMESTAMP_FILE", time.toString(),
                "FAKETIME_CACHE_DURATION", "1",
                "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                // as it is, the library moves the deadlines of waits on the monotonic clock by what it adds to the wall
                // clock
                "FAKETIME_FORCE_MONOTONIC_FIX", "0",
                "NO_FAKE_STAT", "1");
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                FaultProxy proxy = FaultProxy.to(broker.port());
                ClipCamera camera = ClipCamera.builder()
                        .clip(BundledClip.path())
                        .mount("gate")
                        .start();
                Subscriber city =
                        Subscriber.builder(broker.url()).start(this::receive).awaitReady()) {
            proxy.refuse();
            try (BoxProcess box =
                    BoxProcess.start(folder, "mqtt://127.0.0.1:" + proxy.port(), cameras(camera), environment)) {
                awaitMore(box);
                tell(time, "+0d");
                Await.until("the correction", PATIENCE, () -> box.log().contains("messages corrected"));
                awaitMore(box);
                tell(time, "-50y");
                awaitMore(box);
                tell(time, "+1d");
                awaitMore(box);
                proxy.listen();
                Await.until("an empty outbox", PATIENCE, () -> backlog(box) == 0);
                assertEquals(0, box.terminate(Duration.ofSeconds(10)), box::log);
            }
            Await.until(
                    "the box's last word",
                    PATIENCE,
                    () -> city.received() > 0 && checker.messages().containsKey("watchpost.status/1"));
            assertEquals(0, checker.count(Finding.LOST), checker::report);
            assertTrue(checker.isClean(), checker::report);
            judge();
        }
    }

    /**
     * Whenever it was told, everything happened today or, by the last clock, tomorrow: also what was told long after the clock that
     * stamped it had been put right, such as the end of an incident of 1970. 50 years ago no box knew anything, so that is put right too.
     */
    private void judge() {
        Set<Stamp> all = new HashSet<>(stamps);
        Instant now = Instant.now();
        for (Instant day : List.of(now, now.plus(DAY))) {
            List<String> clocks = all.stream()
                    .filter(stamp -> isNear(stamp.at, day))
                    .map(Stamp::clock)
                    .toList();
            assertTrue(clocks.contains("synced"), () -> "about " + day + " of " + all);
            assertTrue(clocks.contains("corrected"), () -> "about " + day + " of " + all);
        }
        for (Stamp stamp : all) {
            assertTrue(isNear(stamp.at, now) || isNear(stamp.at, now.plus(DAY)), () -> stamp + " of " + all);
        }
        assertEquals(all.size(), all.stream().map(Stamp::seq).distinct().count());
    }

    private static boolean isNear(Instant at, Instant wanted) {
        return Duration.between(at, wanted).abs().compareTo(Duration.ofHours(1)) < 0;
    }

    /** A file is replaced whole: the box reads it at any moment. */
    private void tell(Path time, String wish) throws Exception {
        Path next = Files.writeString(folder.resolve("time.next"), wish);
        Files.move(next, time, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void receive(Received message) {
        checker.accept(message);
        Matcher envelope = ENVELOPE.matcher(message.text());
        if (!message.topic().contains("/pictures/") && envelope.find()) {
            stamps.add(
                    new Stamp(Long.parseLong(envelope.group(1)), Instant.parse(envelope.group(2)), envelope.group(3)));
        }
    }

    private static void awaitMore(BoxProcess box) {
        double wanted = backlog(box) + SOME;
        try {
            Await.until("a backlog of " + wanted, PATIENCE, () -> backlog(box) >= wanted);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + box.log(), e);
        }
    }

    private static double backlog(BoxProcess box) {
        return box.metric("watchpost_outbox_backlog").orElse(0);
    }

    private static String cameras(ClipCamera camera) {
        return "cameras:\n  gate:\n    url: " + camera.url("gate") + "\n    transport: tcp\n    rules:\n"
                + "      ground: {kind: intrusion, zone: [[0, 0.2], [1, 0.2], [1, 1], [0, 1]]}\n"
                + "      door: {kind: footfall, line: [[0.72, 0.85], [0.72, 0.25]], in: left-to-right, every: 1 s}\n";
    }
}
