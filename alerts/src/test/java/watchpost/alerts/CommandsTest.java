package watchpost.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.alerts.command.Gate;
import watchpost.alerts.command.Role;
import watchpost.alerts.contract.Origin;
import watchpost.alerts.evidence.PictureSource;
import watchpost.alerts.transport.BrokerSettings;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.core.event.Severity;
import watchpost.core.event.Values;
import watchpost.core.id.RuleId;
import watchpost.testkit.Await;
import watchpost.testkit.mqtt.Mosquitto;

/** What others may tell the box to do, over a real broker. */
class CommandsTest {
    private static final String SECRET = "a secret of the guards";
    private static final String BOX = "watchpost/north/gate-7";
    private static final long PER_SECOND = 10_000;
    private static final int HOSTILE = Integer.getInteger("watchpost.hostile", 10_000);

    @TempDir
    Path directory;

    private Mosquitto broker;
    private Subscriber subscriber;
    private AlertService service;
    private MqttAsyncClient sender;

    @BeforeEach
    void start() throws Exception {
        broker = Mosquitto.start();
        // not to the commands: a flood of them would be the subscriber's trouble too
        subscriber = new Subscriber(
                watchpost.testkit.mqtt.Subscriber.builder(broker.url()).topics(BOX + "/cameras/#", BOX + "/replies/#"));
        Path key = Files.writeString(directory.resolve("guard"), SECRET + "\n");
        Role guard = new Role("guard", key, Set.of("acknowledge", "false-alarm", "test-alarm"));
        CommandSettings commands =
                new CommandSettings(List.of(guard), List.of(Duration.ofMillis(300), Duration.ofMillis(600)));
        service = Services.open(
                directory, Origin.of("north", "gate-7"), BrokerSettings.at(broker.url()), PictureSource.NONE, commands);
        Await.until("a connection", () -> service.connection().connected());
        sender = client("sender");
    }

    @AfterEach
    void stop() throws Exception {
        sender.disconnectForcibly(0, 500, false);
        sender.close(true);
        service.close();
        subscriber.close();
        broker.close();
    }

    private MqttAsyncClient client(String name) throws Exception {
        MqttAsyncClient client = new MqttAsyncClient("tcp://127.0.0.1:" + broker.port(), name, new MemoryPersistence());
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMaxInflight(1000);
        client.connect(options).waitForCompletion(10_000);
        return client;
    }

    private static String command(String id, Instant issued, String arguments) {
        return "{\"request_id\":\"" + id + "\",\"issued_at\":\"" + issued + "\",\"expires_at\":\""
                + issued.plusSeconds(60) + "\"" + arguments + "}";
    }

    private static byte[] signed(String name, String command) {
        return Gate.sign(BOX + "/commands/" + name, "guard", SECRET, command);
    }

    private void send(String name, byte[] message, boolean retained) throws Exception {
        sender.publish(BOX + "/commands/" + name, message, 1, retained).waitForCompletion(10_000);
    }

    private String reply(String id) {
        return subscriber.await("/replies/", "\"request_id\":\"" + id + "\"").text();
    }

    private String opened() {
        service.accept(Events.intrusion(Phase.OPENED, 1, 2));
        return subscriber
                .await("/incidents/intrusion", "\"phase\":\"opened\"")
                .text()
                .replaceAll(".*incident_id\":\"([^\"]+).*", "$1");
    }

    @Test
    void anAcknowledgementReachesEveryClientAndStaysWithTheIncident() throws Exception {
        String id = opened();
        String arguments = ",\"incident_id\":\"" + id + "\",\"by\":\"K. Nowak\",\"note\":\"on my way\"";
        send("acknowledge", signed("acknowledge", command("r1", Instant.now(), arguments)), false);
        assertTrue(reply("r1").contains("\"ok\":true"));
        subscriber.await(
                "/incidents/intrusion",
                "\"phase\":\"updated\"",
                "\"acknowledged\":{\"by\":\"K. Nowak\",\"role\":\"guard\",\"note\":\"on my way\",\"at\":\"");
        send("acknowledge", signed("acknowledge", command("r2", Instant.now(), arguments)), false);
        assertTrue(reply("r2").contains("somebody was faster"), reply("r2"));
        service.accept(Events.intrusion(Phase.UPDATED, 1, 30));
        subscriber.await("\"phase\":\"updated\"", "02:50:09", "\"acknowledged\"");
        String wrong = ",\"incident_id\":\"" + id + "\",\"reason\":\"a cat\"";
        send("false-alarm", signed("false-alarm", command("r3", Instant.now(), wrong)), false);
        subscriber.await(
                "\"acknowledged\"", "\"false_alarm\":{\"by\":\"guard\",\"role\":\"guard\",\"reason\":\"a cat\"");
        assertEquals(0, subscriber.count("\"escalated\""));
        subscriber.assertContractKept();
    }

    @Test
    void anAlarmThatNobodyAcknowledgesIsToldAgainInStages() throws Exception {
        String id = opened();
        subscriber.await(id, "\"escalated\":{\"stage\":1}");
        subscriber.await(id, "\"escalated\":{\"stage\":2}");
        service.accept(Events.tooMany(Phase.OPENED, 1));
        subscriber.await("occupancy-limit");
        assertEquals(0, subscriber.count("occupancy-limit", "escalated"), "no alarm");
        subscriber.assertContractKept();
    }

    @Test
    void aTestAlarmSaysThatItIsOne() throws Exception {
        service.performer(command -> {
            service.test(new TestAlarm(
                    Events.GATE,
                    new RuleId("yard-intrusion"),
                    IncidentKind.INTRUSION,
                    Severity.ALARM,
                    Optional.empty(),
                    command.role()));
            return Values.builder().put("camera", "gate").build();
        });
        send("test-alarm", signed("test-alarm", command("t1", Instant.now(), "")), false);
        assertTrue(reply("t1").contains("\"ok\":true"));
        subscriber.await("/incidents/intrusion", "\"phase\":\"opened\"", "\"test\":true");
        subscriber.await("/incidents/intrusion", "\"phase\":\"closed\"", "\"test\":true");
        subscriber.assertContractKept();
    }

    @Test
    void whatIsOldRetainedRepeatedOrNotAllowedIsRefusedWithASentence() throws Exception {
        String id = opened();
        String arguments = ",\"incident_id\":\"" + id + "\"";
        Instant now = Instant.now();
        send("acknowledge", signed("acknowledge", command("old", now.minusSeconds(61), arguments)), false);
        assertTrue(reply("old").contains("the command expired at"), reply("old"));
        send("acknowledge", signed("acknowledge", command("before", now.minusSeconds(50), arguments)), false);
        assertTrue(reply("before").contains("issued_at must lie between"), reply("before"));
        send("reload", signed("reload", command("other", now, arguments)), false);
        assertTrue(reply("other").contains("the role guard may not send reload"), reply("other"));
        byte[] once = signed("acknowledge", command("once", Instant.now(), arguments));
        send("acknowledge", once, false);
        assertTrue(reply("once").contains("\"ok\":true"));
        send("acknowledge", once, false);
        subscriber.await("/replies/", "a command with this request_id came before");
        send("acknowledge", once, true);
        sender.publish(BOX + "/commands/acknowledge", new byte[0], 1, true).waitForCompletion(10_000);
        assertEquals(0, subscriber.count("false_alarm"));
        assertEquals(1, subscriber.count("\"phase\":\"updated\"", "\"acknowledged\""));
    }

    @Test
    void aFloodOfForgedCommandsDoesNothingAndDelaysNoAlarm() throws Exception {
        double calm = p95(0);
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger sent = new AtomicInteger();
        MqttAsyncClient attacker = client("attacker");
        String id = subscriber.await("/incidents/intrusion").text().replaceAll(".*incident_id\":\"([^\"]+).*", "$1");
        long began = System.nanoTime();
        CompletableFuture<Void> flood = CompletableFuture.runAsync(() -> flood(attacker, id, over, sent));
        double flooded = p95(1000);
        Await.until("the flood", Duration.ofSeconds(60), () -> sent.get() >= HOSTILE);
        double perSecond = sent.get() / ((System.nanoTime() - began) / 1e9);
        over.set(true);
        flood.join();
        // at quality of service 0 the broker may drop some
        Await.until("most of them", Duration.ofSeconds(60), () -> service.commandsTurnedAway() >= HOSTILE / 2);
        attacker.disconnectForcibly(0, 500, false);
        attacker.close(true);
        assertEquals(0, subscriber.count("\"acknowledged\""));
        assertEquals(0, subscriber.count("/replies/"));
        System.out.printf(
                "figure: %d forged commands at %.0f/s: 0 carried out; alarm p95 %.1f ms without, %.1f ms with them%n",
                sent.get(), perSecond, calm, flooded);
        subscriber.assertContractKept();
        assertTrue(flooded < 2000, () -> "p95 " + flooded + " ms while flooded");
    }

    /** Of 100 alarms, one each 20 ms, in milliseconds until the subscriber has them. */
    private double p95(int firstTrack) {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            long track = 1L + firstTrack + i;
            long happened = System.nanoTime();
            service.accept(Events.intrusion(Phase.OPENED, track, 1));
            long arrived = subscriber.await("\"track\":" + track + ",").nanos();
            millis.add((arrived - happened) / 1e6);
            LockSupport.parkNanos(20_000_000L - (System.nanoTime() - happened));
        }
        millis.sort(null);
        return millis.get(95);
    }

    /** Everything but the secret is right, or half right, or noise. */
    private static void flood(MqttAsyncClient attacker, String incident, AtomicBoolean over, AtomicInteger sent) {
        SplittableRandom random = new SplittableRandom(7);
        String arguments = ",\"incident_id\":\"" + incident + "\"";
        String topic = BOX + "/commands/acknowledge";
        long began = System.nanoTime();
        try {
            while (!over.get()) {
                String command = command("x" + sent.get(), Instant.now(), arguments);
                byte[] forged = Gate.sign(topic, "guard", "a secret of the thieves", command);
                byte[] noise = new byte[random.nextInt(1, 300)];
                random.nextBytes(noise);
                byte[] half = new String(forged, StandardCharsets.UTF_8)
                        .substring(0, random.nextInt(1, forged.length))
                        .getBytes(StandardCharsets.UTF_8);
                byte[] message = List.of(forged, noise, half).get(random.nextInt(3));
                attacker.publish(topic, message, 0, false);
                long due = began + sent.incrementAndGet() * 1_000_000_000L / PER_SECOND;
                LockSupport.parkNanos(due - System.nanoTime());
            }
        } catch (MqttException e) {
            throw new IllegalStateException(e);
        }
    }
}
