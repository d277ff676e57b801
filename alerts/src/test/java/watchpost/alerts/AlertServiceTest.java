package watchpost.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import watchpost.alerts.contract.Origin;
import watchpost.alerts.evidence.EvidencePicture;
import watchpost.alerts.evidence.EvidenceRenderer;
import watchpost.alerts.evidence.PictureSource;
import watchpost.alerts.transport.BrokerSettings;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.RuleEvent;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.core.event.Subject;
import watchpost.core.event.Values;
import watchpost.core.geometry.Box;
import watchpost.core.geometry.Size;
import watchpost.core.time.FrameTime;
import watchpost.core.vision.Finding;
import watchpost.core.vision.Overlay;
import watchpost.core.vision.Picture;
import watchpost.core.vision.Trait;
import watchpost.testkit.Await;
import watchpost.testkit.mqtt.Mosquitto;

class AlertServiceTest {
    private static Mosquitto broker;

    /** Each test is another site, so that all can share the broker. */
    private String site;

    private String box;

    @BeforeAll
    static void startBroker() {
        broker = Mosquitto.start();
        // OpenCV takes its time to load, which is not what is tested here
        new EvidenceRenderer(64).warmUp();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void nameSite(TestInfo test) {
        site = test.getTestMethod().orElseThrow().getName();
        box = "watchpost/" + site + "/gate-7";
    }

    private AlertService open(PictureSource pictures) throws AlertException {
        return Services.open(directory, Origin.of(site, "gate-7"), BrokerSettings.at(broker.url()), pictures);
    }

    private Subscriber subscribe() {
        return new Subscriber(broker.url(), "watchpost/" + site + "/#");
    }

    @TempDir
    Path directory;

    static Optional<EvidencePicture> picture(RuleEvent event) {
        byte[] grey = new byte[320 * 180 * 3];
        Arrays.fill(grey, (byte) 128);
        Overlay overlay = new Overlay(List.of(new Overlay.BoxMark(
                event.subject().orElseThrow().box(), event.subject().get().label(), Overlay.Tone.ALARM)));
        return Optional.of(new EvidencePicture(
                new Picture(new Size(320, 180), grey, new FrameTime(event.at(), 0)), overlay, List.of()));
    }

    @Test
    void whatHappensReachesTheSubscriberInOrderWithItsPicture() throws Exception {
        try (Subscriber subscriber = subscribe()) {
            AlertService service = open(AlertServiceTest::picture);
            List<String> told = new CopyOnWriteArrayList<>();
            service.onIncident(
                    note -> told.add(note.incident().phase() + (note.json().contains("\"picture\"") ? "+" : "")));
            subscriber.await(box + "/status", "\"state\":\"online\"");
            service.accept(Events.intrusion(Phase.OPENED, 1, 2));
            service.accept(Events.footfall(60));
            service.accept(Events.occupancy(60, 4));
            service.accept(Events.status("streaming", ""));
            service.health(Values.builder().put("load", 0.25).build());
            Subscriber.Received opened = subscriber.await("/incidents/intrusion", "\"phase\":\"opened\"");
            String id = opened.text().replaceAll(".*incident_id\":\"([^\"]+).*", "$1");
            assertTrue(
                    opened.text().contains("\"picture\":\"" + box + "/cameras/gate/pictures/" + id + "\""),
                    opened.text());
            int pictureAt = index(subscriber, "/pictures/" + id);
            assertTrue(pictureAt >= 0 && pictureAt < subscriber.all().indexOf(opened), "the picture comes before");
            byte[] kept = service.picture(id).orElseThrow();
            assertEquals(subscriber.all().get(pictureAt).bytes(), kept.length);
            subscriber.await("/measurements/door-count", "\"seq\":2");
            subscriber.await("/levels/hall-limit", "\"occupancy\":4");
            subscriber.await("/cameras/gate/status", "\"state\":\"streaming\"");
            subscriber.await(box + "/health", "\"load\":0.25");
            Await.until("everything confirmed", () -> service.counters().backlog() == 0);
            assertEquals(2, service.counters().acknowledged());
            service.close();
            subscriber.await("/incidents/intrusion", "\"phase\":\"closed\"", "\"picture\"");
            subscriber.await(box + "/status", "\"state\":\"stopped\"");
            assertEquals(List.of("OPENED", "OPENED+", "CLOSED+"), told);
            subscriber.assertContractKept();
            assertEquals(1, service.recentIncidents().size());
        }
    }

    @Test
    void whatASecondModelFoundOutStandsInTheIncidentAlsoWhenItIsOver() throws Exception {
        try (Subscriber subscriber = subscribe()) {
            AlertService service = open(PictureSource.NONE);
            subscriber.await(box + "/status", "\"state\":\"online\"");
            service.accept(Events.intrusion(Phase.OPENED, 1, 2));
            service.accept(new Finding(Events.GATE, 1, Trait.PLATE, Events.at(2.5), "KA4711", 0.91));
            service.accept(new Finding(Events.GATE, 2, Trait.PLATE, Events.at(2.5), "OTHER1", 0.91));
            subscriber.await(
                    "/incidents/intrusion",
                    "\"phase\":\"updated\"",
                    "\"plate\":{\"text\":\"KA4711\",\"confidence\":0.91,\"at\":\"2026-11-21T02:49:41.623Z\"}");
            service.accept(new Finding(Events.GATE, 1, Trait.PLATE, Events.at(3), "KA4712", 0.97));
            subscriber.await("/incidents/intrusion", "\"phase\":\"updated\"", "\"text\":\"KA4712\"");
            service.close();
            subscriber.await("/incidents/intrusion", "\"phase\":\"closed\"", "\"text\":\"KA4712\"");
            subscriber.assertContractKept();
            assertFalse(
                    subscriber.all().stream().anyMatch(message -> message.text().contains("OTHER1")));
        }
    }

    @Test
    void aBetterPictureReplacesTheFirstInPlaceAndWakesNobody() throws Exception {
        PictureSource twoPictures = new PictureSource() {
            @Override
            public Optional<EvidencePicture> evidence(RuleEvent event) {
                return picture(event);
            }

            @Override
            public Optional<EvidencePicture> better(RuleEvent event) {
                return event.at().equals(Events.at(2)) ? picture(event) : Optional.empty();
            }
        };
        try (Subscriber subscriber = subscribe()) {
            AlertService service = open(twoPictures);
            subscriber.await(box + "/status", "\"state\":\"online\"");
            service.accept(Events.intrusion(Phase.OPENED, 1, 1));
            Subscriber.Received opened = subscriber.await("/incidents/intrusion", "\"phase\":\"opened\"");
            String id = opened.text().replaceAll(".*incident_id\":\"([^\"]+).*", "$1");
            byte[] first = service.picture(id).orElseThrow();
            Subject nearer = new Subject("person", 0.9, 1, new Box(0.2, 0.1, 0.5, 0.8));
            service.better(new BetterShot("another", Events.at(2), nearer));
            service.better(new BetterShot(id, Events.at(2), nearer));
            service.better(new BetterShot(id, Events.at(3), nearer));
            Subscriber.Received told = subscriber.await(
                    "/incidents/intrusion",
                    "\"phase\":\"updated\"",
                    "\"quiet\":true",
                    "\"picture\":\"" + box + "/cameras/gate/pictures/" + id + "\"",
                    "\"better_picture\":{\"number\":1,\"taken_at\":\"2026-11-21T02:49:41.123Z\",\"box\":[0.2,0.1,0.5,0.8]}");
            List<Integer> pictures = IntStream.range(0, subscriber.all().size())
                    .filter(i -> subscriber.all().get(i).topic().endsWith("/pictures/" + id))
                    .boxed()
                    .toList();
            assertEquals(2, pictures.size());
            assertTrue(pictures.get(1) < subscriber.all().indexOf(told), "the picture comes before");
            byte[] kept = service.picture(id).orElseThrow();
            assertFalse(Arrays.equals(first, kept));
            assertEquals(subscriber.all().get(pictures.get(1)).bytes(), kept.length);
            Await.until("everything confirmed", () -> service.counters().backlog() == 0);
            service.close();
            subscriber.await("/incidents/intrusion", "\"phase\":\"closed\"", "\"better_picture\":{\"number\":1");
            subscriber.assertContractKept();
        }
    }

    private static int index(Subscriber subscriber, String topic) {
        return subscriber.all().stream().map(Subscriber.Received::topic).toList().stream()
                .map(name -> name.endsWith(topic))
                .toList()
                .indexOf(true);
    }

    @Test
    void anIncidentGoesWithoutAPictureThatTakesTooLongOrFails() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        PictureSource slow = event -> {
            if (event.subject().orElseThrow().track() == 1) {
                throw new IllegalStateException("a mask that cannot be applied");
            }
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Optional.empty();
        };
        try (Subscriber subscriber = subscribe();
                AlertService service = open(slow)) {
            service.accept(Events.intrusion(Phase.OPENED, 1, 2));
            subscriber.await("/incidents/intrusion", "\"track\":1");
            long asked = System.nanoTime();
            service.accept(Events.intrusion(Phase.OPENED, 2, 3));
            Subscriber.Received opened = subscriber.await("/incidents/intrusion", "\"track\":2");
            assertTrue(opened.nanos() - asked >= AlertSettings.PICTURE_DEADLINE.toNanos(), "it was waited for");
            assertEquals(0, subscriber.count("/pictures/"));
            assertEquals(0, subscriber.count("\"picture\""));
            Await.until("both are counted", () -> service.counters().picturesFailed() == 2);
        }
    }

    @Test
    void levelsAndCameraStatesAreRetainedAndTheBoxSaysItsOwnTroubles() throws Exception {
        try (Subscriber live = subscribe();
                AlertService service = open(PictureSource.NONE)) {
            service.accept(Events.occupancy(1, 2));
            service.accept(Events.occupancy(2, 3));
            service.accept(Events.status("stalled", "no bytes for 5 s"));
            service.raise(IncidentKind.DEGRADED, "detector", "inference runs on the CPU");
            live.await("/incidents/degraded", "\"phase\":\"opened\"");
            live.await("/cameras/gate/status");
            live.await("/levels/hall-limit", "\"occupancy\":3");
            try (Subscriber later = subscribe()) {
                // told once to the broker and kept by it
                later.await(box + "/status", "online");
                later.await("/levels/hall-limit", "\"occupancy\":3");
                later.await("/cameras/gate/status", "no bytes for 5 s");
                assertEquals(0, later.count("/incidents/"));
                service.clear(IncidentKind.DEGRADED, "detector");
                later.await(box + "/incidents/degraded", "\"phase\":\"closed\"", "inference runs on the CPU");
                live.assertContractKept();
            }
        }
    }

    @Test
    void incidentsThatADeadBoxLeftOpenAreClosedWhenItComesBack() throws Exception {
        try (Subscriber subscriber = subscribe()) {
            AlertService first = open(PictureSource.NONE);
            first.accept(Events.intrusion(Phase.OPENED, 1, 2));
            first.accept(Events.tooMany(Phase.OPENED, 3));
            first.accept(Events.tooMany(Phase.CLOSED, 4));
            subscriber.await("/incidents/occupancy-limit", "\"phase\":\"closed\"");
            Await.until("everything confirmed", () -> first.counters().backlog() == 0);
            Path copy = Files.createDirectory(directory.resolve("as-it-was"));
            for (String part : List.of("outbox.db", "outbox.db-wal")) {
                Files.copy(directory.resolve(part), copy.resolve(part));
            }
            directory = copy;
            first.close();
            try (AlertService again = open(PictureSource.NONE)) {
                Subscriber.Received closed =
                        subscriber.await("/incidents/intrusion", "\"phase\":\"closed\"", "\"ended_by\":\"restart\"");
                assertTrue(closed.text().contains("\"ended_at\":\"2026-11-21T02:49:41.123Z\""), closed.text());
                assertEquals(2, again.recentIncidents().size(), "both are known again");
                assertEquals(1, subscriber.count("ended_by"));
            }
        }
    }

    @Test
    void wrongSettingsAreOneSentence() throws Exception {
        AlertException url = assertThrows(AlertException.class, () -> Services.open(directory, "http://u:secret@x"));
        assertEquals("\"http://***@x\" is not a broker: use mqtt://host:port or mqtts://host:port", url.getMessage());
        Path file = Files.writeString(directory.resolve("file"), "");
        AlertException storage =
                assertThrows(AlertException.class, () -> Services.open(file.resolve("below"), "mqtt://127.0.0.1:1"));
        assertTrue(storage.getMessage().startsWith("cannot use the storage directory " + file), storage.getMessage());
    }

    @Test
    void closingEndsEveryThread() throws Exception {
        for (int i = 0; i < 3; i++) {
            AlertService service = open(PictureSource.NONE);
            Await.until("connected", () -> service.connection().connected());
            service.close(Duration.ofSeconds(2));
            assertFalse(service.connection().connected());
        }
        Await.until("no thread is left", () -> ownThreads().isEmpty());
    }

    private static List<String> ownThreads() {
        List<String> names = new ArrayList<>();
        Thread.getAllStackTraces().keySet().forEach(thread -> names.add(thread.getName()));
        names.removeIf(name -> !name.matches("(?i)outbox|evidence|mqtt.*|.*watchpost-closing.*"));
        return names;
    }
}
