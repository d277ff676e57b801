package watchpost.alerts;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.alerts.contract.Origin;
import watchpost.alerts.evidence.PictureSource;
import watchpost.alerts.transport.BrokerSettings;
import watchpost.testkit.Await;
import watchpost.testkit.mqtt.Mosquitto;
import watchpost.testkit.net.FaultProxy;

/**
 * A broker that comes and goes by the clock, and a box in a process of its own beside it. {@code -Dwatchpost.flaps=30
 * -Dwatchpost.flap.ms=2000} is the long form, in which the cost is held too.
 */
class FlappingBrokerTest {
    private static final int ROUNDS = Integer.getInteger("watchpost.flaps", 5);
    private static final int PERIOD_MS = Integer.getInteger("watchpost.flap.ms", 400);
    private static final boolean LONG_FORM = ROUNDS * PERIOD_MS >= 30_000;

    @TempDir
    Path directory;

    @Test
    void losesNothingAndCostsLittle() throws Exception {
        try (Mosquitto broker = Mosquitto.start();
                FaultProxy proxy = FaultProxy.to(broker.port());
                Subscriber subscriber = new Subscriber(broker.url(), "watchpost/#")) {
            Set<String> stored = ConcurrentHashMap.newKeySet();
            Process box = TestingBox.start(directory, "north", "mqtt://127.0.0.1:" + proxy.port(), 1, 100, 10_000);
            try (BufferedReader out = box.inputReader()) {
                CompletableFuture<Void> reading =
                        CompletableFuture.runAsync(() -> out.lines().forEach(stored::add));
                Await.until("messages", () -> subscriber.count("/incidents/") > 10);
                int threads = threads(box);
                long began = System.nanoTime();
                Duration cpuBefore = cpu(box);
                for (int round = 0; round < ROUNDS; round++) {
                    proxy.refuse();
                    LockSupport.parkNanos(Duration.ofMillis(PERIOD_MS).toNanos());
                    proxy.listen();
                    LockSupport.parkNanos(Duration.ofMillis(PERIOD_MS).toNanos());
                }
                double share = cpu(box).minus(cpuBefore).toNanos() / (double) (System.nanoTime() - began);
                long before = subscriber.count("\"state\":\"online\"");
                Await.until("a connection", () -> subscriber.count("\"state\":\"online\"") >= before);
                Await.until("threads to end: " + threads, () -> threads(box) <= threads);
                box.toHandle().destroyForcibly();
                reading.get(10, TimeUnit.SECONDS);
                System.out.printf(
                        "figure: broker away and back every %d ms, %d rounds: %d stored, 0 lost, %.1f %% of a core,"
                                + " %d threads before and after%n",
                        PERIOD_MS, ROUNDS, stored.size(), 100 * share, threads);
                assertTrue(!LONG_FORM || share < 0.05, () -> share + " of a core");
            }
            assertTrue(box.waitFor(10, TimeUnit.SECONDS));
            check(broker, subscriber, stored);
        }
    }

    private void check(Mosquitto broker, Subscriber subscriber, Set<String> stored) throws Exception {
        try (AlertService last = Services.open(
                directory, Origin.of("north", "gate-7"), BrokerSettings.at(broker.url()), PictureSource.NONE)) {
            Await.until(
                    "an empty outbox",
                    () -> last.counters().backlog() == 0 && last.connection().connected());
        }
        Set<String> lost = new HashSet<>(stored);
        subscriber
                .all()
                .forEach(message -> lost.remove("stored " + message.text().replaceAll(".*\"count\":(\\d+).*", "$1")));
        assertTrue(lost.isEmpty(), () -> "stored but never delivered: " + lost);
        assertTrue(stored.size() > ROUNDS, "too little happened");
        subscriber.assertContractKept();
    }

    private static Duration cpu(Process box) {
        return box.info().totalCpuDuration().orElseThrow();
    }

    private static int threads(Process box) {
        try (Stream<Path> all = Files.list(Path.of("/proc/" + box.pid() + "/task"))) {
            return (int) all.count();
        } catch (IOException e) {
            throw new AssertionError("the box is gone", e);
        }
    }
}
