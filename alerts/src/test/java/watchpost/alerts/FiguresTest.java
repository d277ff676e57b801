package watchpost.alerts;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.testkit.Await;
import watchpost.testkit.mqtt.EmbeddedBroker;

/** Figures of the alert path on this machine, printed. What is held is what must be true on a busy machine too. */
class FiguresTest {
    private static final int EVENTS = Integer.getInteger("watchpost.figures.events", 2000);
    private static final Pattern TRACK = Pattern.compile("\"track\":(\\d+)");

    @TempDir
    Path directory;

    @Test
    void throughputAndLatency() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            double raw = rawPaho(broker);
            try (Subscriber subscriber = new Subscriber(broker.url(), "watchpost/#");
                    AlertService service = Services.open(directory, broker.url())) {
                Await.until("a connection", () -> service.connection().connected());
                latency(service, subscriber, 50);
                List<Double> millis = latency(service, subscriber, 300);
                double p95 = millis.get(millis.size() * 95 / 100);
                System.out.printf(
                        "figure: rule event to subscriber at 100 events/s: p50 %.1f ms, p95 %.1f ms, max %.1f ms%n",
                        millis.get(millis.size() / 2), p95, millis.get(millis.size() - 1));
                double ours = throughput(service);
                System.out.printf(
                        "figure: stored and acknowledged %.0f events/s; a raw Paho loop on the same broker %.0f/s%n",
                        ours, raw);
                subscriber.assertContractKept();
                assertTrue(ours > 200, () -> ours + " events/s");
                assertTrue(p95 < 2000, () -> "p95 " + p95 + " ms");
            }
        }
    }

    /** Sorted latencies in milliseconds of {@code count} events, one each 10 ms. */
    private static List<Double> latency(AlertService service, Subscriber subscriber, int count) {
        Map<Long, Long> happened = new HashMap<>();
        long first = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long due = first + i * 10_000_000L;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            long track = first + i;
            happened.put(track, System.nanoTime());
            service.accept(Events.intrusion(Phase.OPENED, track, 1));
        }
        Await.until("every event", () -> subscriber.count("\"track\":" + (first + count - 1) + ",") == 1);
        return subscriber.all().stream()
                .map(message -> latency(message, happened))
                .filter(millis -> millis >= 0)
                .sorted()
                .toList();
    }

    private static double latency(Subscriber.Received message, Map<Long, Long> happened) {
        Matcher track = TRACK.matcher(message.text());
        Long at = track.find() ? happened.get(Long.parseLong(track.group(1))) : null;
        return at == null ? -1 : (message.nanos() - at) / 1e6;
    }

    private static double throughput(AlertService service) {
        Await.until("an empty outbox", () -> service.counters().backlog() == 0);
        long before = service.counters().acknowledged();
        long began = System.nanoTime();
        for (int i = 0; i < EVENTS; i++) {
            service.accept(Events.footfall(60 + i));
        }
        Await.until(
                "all acknowledged",
                Duration.ofSeconds(60),
                () -> service.counters().acknowledged() - before == EVENTS);
        return EVENTS / ((System.nanoTime() - began) / 1e9);
    }

    /** Paho alone, with the same window and payloads of about the same size, nothing stored. */
    private static double rawPaho(EmbeddedBroker broker) throws Exception {
        MqttAsyncClient client = new MqttAsyncClient(broker.pahoUrl(), "raw", new MemoryPersistence());
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMaxInflight(32);
        client.connect(options).waitForCompletion(10_000);
        Semaphore window = new Semaphore(8);
        CountDownLatch confirmed = new CountDownLatch(EVENTS);
        byte[] payload = new byte[420];
        long began = System.nanoTime();
        for (int i = 0; i < EVENTS; i++) {
            window.acquire();
            client.publish("raw/measurements/door", payload, 1, false, null, new IMqttActionListener() {
                @Override
                public void onSuccess(IMqttToken token) {
                    window.release();
                    confirmed.countDown();
                }

                @Override
                public void onFailure(IMqttToken token, Throwable e) {
                    window.release();
                }
            });
        }
        assertTrue(confirmed.await(60, TimeUnit.SECONDS));
        double perSecond = EVENTS / ((System.nanoTime() - began) / 1e9);
        client.disconnectForcibly(0, 1000, false);
        client.close(true);
        return perSecond;
    }
}
