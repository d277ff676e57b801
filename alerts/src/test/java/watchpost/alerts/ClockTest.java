package watchpost.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.alerts.contract.Origin;
import watchpost.alerts.evidence.PictureSource;
import watchpost.alerts.transport.BrokerSettings;
import watchpost.core.event.Measurement;
import watchpost.core.time.ClockQuality;
import watchpost.core.time.Moment;
import watchpost.testkit.Await;
import watchpost.testkit.mqtt.EmbeddedBroker;
import watchpost.testkit.net.FaultProxy;

/** The box's clock, as the alert path reads it, jumps while the broker is away. */
class ClockTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    Path directory;

    private final AtomicReference<Instant> zero = new AtomicReference<>(Instant.EPOCH);
    private final long began = System.nanoTime();

    private Duration running() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private Instant clock() {
        return zero.get().plus(running());
    }

    /** A measurement as a camera makes it now, by the box's clock. */
    private Measurement measured(ClockQuality quality) {
        Measurement any = Events.footfall(60);
        Moment at = new Moment(running(), clock(), quality);
        return new Measurement(
                any.camera(),
                any.rule(),
                any.kind(),
                at,
                at.wall().minusSeconds(60),
                at.wall(),
                any.completeness(),
                any.values());
    }

    private void store(AlertService service, int count, ClockQuality quality) {
        long before = service.counters().stored();
        for (int i = 0; i < count; i++) {
            service.accept(measured(quality));
        }
        Await.until("all stored", () -> service.counters().stored() == before + count);
    }

    @Test
    void whatWasStoredBeforeTheClockWasPutRightIsCorrectedAndNothingIsLost() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                FaultProxy proxy = FaultProxy.to(broker.port());
                Subscriber subscriber = new Subscriber(broker.url(), "watchpost/#")) {
            proxy.refuse();
            BrokerSettings away = BrokerSettings.at("mqtt://127.0.0.1:" + proxy.port());
            try (AlertService service =
                    Services.open(directory, Origin.of("north", "gate-7"), away, PictureSource.NONE, this::clock)) {
                store(service, 20, ClockQuality.UNSYNCED);
                zero.set(NOW);
                Await.until("the correction", () -> service.counters().corrected() == 20);
                store(service, 10, ClockQuality.SYNCED);
                zero.set(NOW.minus(Duration.ofDays(50 * 365)));
                store(service, 10, ClockQuality.SYNCED);
                zero.set(NOW.plus(Duration.ofDays(1)));
                store(service, 10, ClockQuality.SYNCED);
                proxy.listen();
                Await.until("all sent", () -> service.counters().backlog() == 0);
            }
            Await.until("every message", () -> subscriber.count("/measurements/") == 50);
            subscriber.assertContractKept();
            List<String> texts = subscriber.all().stream()
                    .filter(message -> message.topic().contains("/measurements/"))
                    .map(Subscriber.Received::text)
                    .toList();
            for (int i = 0; i < 50; i++) {
                String text = texts.get(i);
                assertEquals("" + (i + 1), text.replaceAll(".*\"seq\":(\\d+).*", "$1"), "order by seq");
                assertEquals(i < 20 ? "corrected" : "synced", text.replaceAll(".*\"clock\":\"([a-z]+)\".*", "$1"));
                String day = text.replaceAll(".*\"to\":\"([0-9-]{10}).*", "$1");
                assertEquals(i < 30 ? "2026-11-21" : i < 40 ? "1976-12-03" : "2026-11-22", day);
            }
        }
    }
}
