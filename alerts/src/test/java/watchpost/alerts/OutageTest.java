package watchpost.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import watchpost.alerts.contract.Origin;
import watchpost.alerts.evidence.PictureSource;
import watchpost.alerts.transport.BrokerSettings;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.core.event.Severity;
import watchpost.core.id.CameraId;
import watchpost.testkit.Await;
import watchpost.testkit.mqtt.EmbeddedBroker;
import watchpost.testkit.net.FaultProxy;

/**
 * The way to the broker breaks in all the ways that it can, while the broker and a subscriber beside it stay well.
 * {@code -Dwatchpost.outage.events=10000 -Dwatchpost.outage.flaps=30} is the long form.
 */
class OutageTest {
    private static final int EVENTS = Integer.getInteger("watchpost.outage.events", 2000);
    private static final int FLAPS = Integer.getInteger("watchpost.outage.flaps", 6);
    private static final List<CameraId> CAMERAS =
            List.of(new CameraId("gate"), new CameraId("yard"), new CameraId("hall"));

    @TempDir
    Path directory;

    private static EmbeddedBroker broker;

    /** Each test is another site, so that all can share the broker. */
    private String site;

    private FaultProxy proxy;
    private Subscriber subscriber;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void start(TestInfo test) throws Exception {
        site = test.getTestMethod().orElseThrow().getName();
        proxy = FaultProxy.to(broker.port());
        subscriber = new Subscriber(broker.url(), "watchpost/" + site + "/#");
    }

    @AfterEach
    void stop() throws Exception {
        subscriber.close();
        proxy.close();
    }

    private AlertService open() throws AlertException {
        BrokerSettings through = BrokerSettings.at("mqtt://127.0.0.1:" + proxy.port());
        return Services.open(directory, Origin.of(site, "gate-7"), through, PictureSource.NONE);
    }

    /** Mostly measurements, each tenth a warning or an alarm. */
    private static void happen(AlertService service, int from, int count) {
        for (int i = from; i < from + count; i++) {
            CameraId camera = CAMERAS.get(i % CAMERAS.size());
            if (i % 10 == 0) {
                Severity severity = i % 20 == 0 ? Severity.ALARM : Severity.WARNING;
                service.accept(Events.intrusion(camera, Phase.OPENED, i, 1, severity));
            } else {
                service.accept(Events.footfall(camera, 60 + i));
            }
        }
    }

    private void awaitAll(AlertService service, long events) {
        Await.until(
                "everything delivered",
                Duration.ofSeconds(60),
                () -> service.counters().backlog() == 0);
        Await.until("every event at the subscriber", () -> subscriber.checker.events() >= events);
        assertEquals(events, subscriber.checker.events());
        subscriber.assertContractKept();
    }

    @Test
    void nothingIsLostWhileTheBrokerIsAwayAndLiveAlarmsOvertakeTheBacklog() throws Exception {
        proxy.refuse();
        try (AlertService service = open()) {
            long memory = heap();
            happen(service, 0, EVENTS);
            Await.until(
                    "everything stored",
                    Duration.ofSeconds(60),
                    () -> service.counters().stored() == EVENTS);
            long grown = (heap() - memory) >> 20;
            String sentence = "MQTT broker 127.0.0.1:" + proxy.port()
                    + ": the connection is refused; check that the broker runs and that the port is right";
            Await.until("the reason", () -> service.connection().sentence().equals(sentence));
            proxy.listen();
            long began = System.nanoTime();
            Await.until("the drain to begin", () -> service.counters().acknowledged() > 10);
            List<Long> latencies = new ArrayList<>();
            int alarms = 0;
            while (service.counters().backlog() > 500 && alarms < 20) {
                long track = 1_000_000L + alarms;
                long happened = System.nanoTime();
                service.accept(Events.intrusion(CAMERAS.get(0), Phase.OPENED, track, 2, Severity.ALARM));
                long arrived = subscriber
                        .await("\"track\":" + track + ",", "\"replayed\":false")
                        .nanos();
                latencies.add((arrived - happened) / 1_000_000);
                alarms++;
            }
            awaitAll(service, EVENTS + alarms);
            double seconds = (System.nanoTime() - began) / 1e9;
            latencies.sort(null);
            System.out.println(
                    "figure: broker away for " + EVENTS + " events: " + grown + " MiB more on the heap, drained at "
                            + Math.round(EVENTS / seconds) + "/s, live alarms meanwhile after at most "
                            + latencies.get(latencies.size() - 1) + " ms");
            assertTrue(Math.abs(grown) < 20, () -> grown + " MiB more on the heap");
            assertTrue(alarms > 0, "the backlog was gone before an alarm could overtake it");
            assertTrue(latencies.stream().allMatch(ms -> ms < 2000), () -> "an alarm took too long: " + latencies);
            assertTrue(EVENTS / seconds >= 200, () -> "slower than 200/s: " + seconds + " s");
        }
    }

    /** Bytes in use once everything that can be collected is. */
    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void aHalfOpenConnectionInMidDrainIsNoticedAndNothingIsLost() throws Exception {
        proxy.refuse();
        try (AlertService service = open()) {
            happen(service, 0, 600);
            proxy.listen();
            Await.until("a part of it", () -> service.counters().acknowledged() > 100);
            proxy.fromTarget().swallow(true);
            Await.until("the loss to be noticed", () -> !service.connection().connected());
            assertTrue(
                    service.connection().sentence().contains("was not confirmed for 2.0 s"),
                    () -> service.connection().sentence());
            proxy.cut();
            proxy.both().heal();
            awaitAll(service, 600);
        }
    }

    @Test
    void aSilentBrokerIsNoticedWithoutAnyMessage() throws Exception {
        try (AlertService service = open()) {
            Await.until("a connection", () -> service.connection().connected());
            proxy.both().swallow(true);
            Await.until("the silence to be noticed", () -> !service.connection().connected());
            assertTrue(service.connection().sentence().contains("silent for 3.0 s"), () -> service.connection()
                    .sentence());
            subscriber.await("/status", "\"state\":\"online\"");
            proxy.cut();
            subscriber.await("/status", "\"state\":\"offline\"");
            proxy.both().heal();
            Await.until("a connection", () -> service.connection().connected());
        }
    }

    @Test
    void aFlappingConnectionLosesNothingAndCostsNoThreads() throws Exception {
        try (AlertService service = open()) {
            Await.until("a connection", () -> service.connection().connected());
            int before = threads();
            for (int round = 0; round < FLAPS; round++) {
                long connects = service.connection().connects();
                happen(service, round * 50, 50);
                if (round % 3 == 0) {
                    proxy.reset();
                } else if (round % 3 == 1) {
                    proxy.cut();
                } else {
                    proxy.fromTarget().truncateAfter(0);
                    proxy.cut();
                    Await.until("two more tries", () -> proxy.connectionsSoFar() > connects + 2);
                    proxy.both().heal();
                }
                Await.until("a new connection", () -> service.connection().connects() > connects);
            }
            awaitAll(service, 50L * FLAPS);
            Await.until("threads to end: " + before, () -> threads() <= before);
        }
    }

    private static int threads() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches(".*(watchpost-aFlapping|mqtt-dispose).*"))
                .count();
    }

    @Test
    void messagesOfOneIncidentNeverOvertakeEachOther() throws Exception {
        proxy.refuse();
        try (AlertService service = open()) {
            happen(service, 0, 400);
            IntStream.range(0, 20).forEach(i -> service.accept(Events.intrusion(Phase.OPENED, 5000 + i, 1)));
            proxy.listen();
            Await.until("the drain to begin", () -> service.counters().acknowledged() > 10);
            IntStream.range(0, 20).forEach(i -> service.accept(Events.intrusion(Phase.UPDATED, 5000 + i, 3)));
            awaitAll(service, 440);
        }
    }
}
