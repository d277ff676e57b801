package watchpost.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
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
    private static final int PER_SECOND = 10_500;
    private static final int HOSTILE = Integer.getInteger("watchpost.hostile", 20_000);

    @TempDir
    Path directory;

    private Mosquitto broker;
    private Subscriber subscriber;
    private AlertService service;
    private MqttAsyncClient sender;
    private final AtomicInteger requests = new AtomicInteger();

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
        listening();
    }

    @AfterEach
    void stop() throws Exception {
        sender.disconnectForcibly(0, 500, false);
        sender.close(true);
        service.close();
        subscriber.close();
        broker.close();
    }

    /** The connection for commands comes up beside that for alarms: noise is counted as soon as it is there. */
    private void listening() {
        Await.until("a connection for commands", () -> {
            try {
                send("noise", new byte[] {1}, false);
            } catch (MqttException e) {
                throw new IllegalStateException(e);
            }
            return service.commandsTurnedAway() > 0;
        });
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

    private void send(String name, byte[] message, boolean retained) throws MqttException {
        sender.publish(BOX + "/commands/" + name, message, 1, retained).waitForCompletion(10_000);
    }

    /** The answer to a command; asked again where none comes, because a box that has just lost its connection hears nothing. */
    private String ask(String name, Instant issued, String arguments) throws MqttException {
        for (int attempt = 1; true; attempt++) {
            String id = name + "-" + requests.incrementAndGet();
            send(name, signed(name, command(id, issued, arguments)), false);
            try {
                return subscriber
                        .await("/replies/", "\"request_id\":\"" + id + "\"")
                        .text();
            } catch (AssertionError e) {
                if (attempt == 3) {
                    throw e;
                }
            }
        }
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
        String first = ask("acknowledge", Instant.now(), arguments);
        assertTrue(first.contains("\"ok\":true") || first.contains("somebody was faster"), first);
        subscriber.await(
                "/incidents/intrusion",
                "\"phase\":\"updated\"",
                "\"acknowledged\":{\"by\":\"K. Nowak\",\"role\":\"guard\",\"note\":\"on my way\",\"at\":\"");
        String second = ask("acknowledge", Instant.now(), arguments);
        assertTrue(second.contains("somebody was faster"), second);
        service.accept(Events.intrusion(Phase.UPDATED, 1, 30));
        subscriber.await("\"phase\":\"updated\"", "02:50:09", "\"acknowledged\"");
        String wrong = ",\"incident_id\":\"" + id + "\",\"reason\":\"a cat\"";
        ask("false-alarm", Instant.now(), wrong);
        subscriber.await(
                "\"acknowledged\"", "\"false_alarm\":{\"by\":\"guard\",\"role\":\"guard\",\"reason\":\"a cat\"");
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
    void inQuietHoursAnIncidentIsToldAllTheSameAndSaysSo() throws Exception {
        service.quietHours((severity, at) -> severity != Severity.ALARM);
        service.accept(Events.tooMany(Phase.OPENED, 1));
        subscriber.await("occupancy-limit", "\"phase\":\"opened\"", "\"severity\":\"info\"", "\"quiet\":true");
        opened();
        assertEquals(0, subscriber.count("/incidents/intrusion", "\"quiet\""), "an alarm is loud");
        service.quietHours(QuietHours.NEVER);
        service.accept(Events.tooMany(Phase.CLOSED, 1));
        subscriber.await("occupancy-limit", "\"phase\":\"closed\"");
        assertEquals(1, subscriber.count("occupancy-limit", "\"quiet\""));
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
        String answer = ask("test-alarm", Instant.now(), "");
        assertTrue(answer.contains("\"ok\":true"), answer);
        subscriber.await("/incidents/intrusion", "\"phase\":\"opened\"", "\"test\":true");
        subscriber.await("/incidents/intrusion", "\"phase\":\"closed\"", "\"test\":true");
        subscriber.assertContractKept();
    }

    @Test
    void whatIsOldRetainedRepeatedOrNotAllowedIsRefusedWithASentence() throws Exception {
        String id = opened();
        String arguments = ",\"incident_id\":\"" + id + "\"";
        Instant now = Instant.now();
        String old = ask("acknowledge", now.minusSeconds(61), arguments);
        assertTrue(old.contains("the command expired at"), old);
        String early = ask("acknowledge", now.minusSeconds(3600), arguments);
        assertTrue(early.contains("the command expired at"), early);
        String other = ask("reload", Instant.now(), arguments);
        assertTrue(other.contains("the role guard may not send reload"), other);
        byte[] once = signed("false-alarm", command("once", Instant.now(), arguments + ",\"reason\":\"a cat\""));
        Await.until("the same request twice", () -> {
            try {
                send("false-alarm", once, false);
            } catch (MqttException e) {
                throw new IllegalStateException(e);
            }
            return subscriber.count("/replies/", "a command with this request_id came before") > 0;
        });
        assertEquals(1, subscriber.count("/replies/", "\"request_id\":\"once\"", "\"ok\":true"));
    }

    @Test
    void aFloodOfForgedCommandsDoesNothingAndDelaysNoAlarm() throws Exception {
        p95(0); // until the code is compiled
        double calm = p95(1000);
        String id = subscriber.await("/incidents/intrusion").text().replaceAll(".*incident_id\":\"([^\"]+).*", "$1");
        List<byte[]> messages = forged(id);
        long before = service.commandsTurnedAway();
        double flooded = 0;
        double perSecond;
        try (Flood flood = new Flood(broker.port(), "attacker")) {
            long began = System.nanoTime();
            CompletableFuture<Double> sent = CompletableFuture.supplyAsync(() -> {
                try {
                    flood.publish(BOX + "/commands/acknowledge", messages, HOSTILE, PER_SECOND);
                    return HOSTILE / ((System.nanoTime() - began) / 1e9);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            for (int first = 2000; first == 2000 || !sent.isDone(); first += 100) {
                flooded = Math.max(flooded, p95(first));
            }
            perSecond = sent.join();
        }
        // at quality of service 0 the broker may drop some
        Await.until("most of them", Duration.ofSeconds(60), () -> service.commandsTurnedAway() - before >= HOSTILE / 2);
        assertEquals(0, subscriber.count("\"acknowledged\""));
        assertEquals(0, subscriber.count("/replies/"));
        System.out.printf(
                "figure: %d forged commands at %.0f/s, %d of them reached the box: 0 carried out; alarm p95 %.1f ms without, of each 100 at most %.1f ms with them%n",
                HOSTILE, perSecond, service.commandsTurnedAway() - before, calm, flooded);
        subscriber.assertContractKept();
        assertTrue(flooded < 10 * Math.max(calm, 50), "p95 " + flooded + " ms while flooded, " + calm + " before");
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
    private static List<byte[]> forged(String incident) {
        SplittableRandom random = new SplittableRandom(7);
        String arguments = ",\"incident_id\":\"" + incident + "\"";
        List<byte[]> messages = new ArrayList<>();
        for (int i = 0; i < PER_SECOND; i++) {
            byte[] forged = Gate.sign(
                    BOX + "/commands/acknowledge",
                    "guard",
                    "a secret of the thieves",
                    command("x" + i, Instant.now(), arguments));
            byte[] noise = new byte[random.nextInt(1, 300)];
            random.nextBytes(noise);
            byte[] half = Arrays.copyOf(forged, random.nextInt(1, forged.length));
            messages.add(List.of(forged, noise, half).get(random.nextInt(3)));
        }
        return messages;
    }
}
