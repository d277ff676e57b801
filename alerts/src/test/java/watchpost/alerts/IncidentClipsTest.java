package watchpost.alerts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.alerts.contract.Origin;
import watchpost.alerts.evidence.ClipSource;
import watchpost.alerts.evidence.EvidenceSources;
import watchpost.alerts.evidence.PictureSource;
import watchpost.alerts.transport.BrokerSettings;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.testkit.Await;
import watchpost.testkit.mqtt.EmbeddedBroker;

class IncidentClipsTest {
    private static final Origin ORIGIN = Origin.of("north", "gate-7");
    private static final byte[] VIDEO = {1, 2, 3};

    /** A clip that is being recorded. */
    private record Asked(Path file, Consumer<Optional<String>> done) {
        void finish() throws Exception {
            Files.write(file, VIDEO);
            done.accept(Optional.empty());
        }
    }

    private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();

    @TempDir
    Path directory;

    private EmbeddedBroker broker;
    private Subscriber subscriber;

    @BeforeEach
    void start() {
        broker = EmbeddedBroker.start();
        subscriber = new Subscriber(broker.url(), "watchpost/#");
    }

    @AfterEach
    void stop() {
        Await.until("every message", subscriber.checker::isClean);
        subscriber.close();
        broker.close();
    }

    private AlertService open(ClipSource clips) throws AlertException {
        EvidenceSources sources = new EvidenceSources(PictureSource.NONE, clips);
        return Services.open(directory, ORIGIN, BrokerSettings.at(broker.url()), sources);
    }

    private void record(Path file, Consumer<Optional<String>> done) {
        asked.add(new Asked(file, done));
    }

    @Test
    void theClosingMessageSaysWhereTheClipIs() throws Exception {
        try (AlertService service = open((event, file, done) -> record(file, done))) {
            service.accept(Events.tooMany(Phase.OPENED, 1, 5));
            asked.take().finish();
            service.accept(Events.tooMany(Phase.CLOSED, 1, 5));
            String closed = subscriber.await("\"phase\":\"closed\"").text();
            String id = id(closed);
            assertEquals("/api/incidents/" + id + "/clip", field(closed, "clip"));
            assertArrayEquals(VIDEO, Files.readAllBytes(service.clip(id).orElseThrow()));
        }
    }

    @Test
    void aClipThatIsReadyAfterTheEndIsToldWithTheEndAgain() throws Exception {
        try (AlertService service = open((event, file, done) -> record(file, done))) {
            service.accept(Events.tooMany(Phase.OPENED, 1, 5));
            service.accept(Events.tooMany(Phase.CLOSED, 1, 5));
            String closed = subscriber.await("\"phase\":\"closed\"").text();
            assertFalse(closed.contains("clip"), closed);
            asked.take().finish();
            String again = subscriber.await("\"phase\":\"closed\"", "\"clip\"").text();
            assertEquals(id(closed), id(again));
            assertEquals(field(closed, "ended_at"), field(again, "ended_at"));
        }
    }

    @Test
    void whyThereIsNoClipIsSaid() throws Exception {
        try (AlertService service = open((event, file, done) -> done.accept(Optional.of("the camera has masks")))) {
            service.accept(Events.tooMany(Phase.OPENED, 1, 5));
            subscriber.await("\"phase\":\"opened\"", "\"no_clip\":\"the camera has masks\"");
        }
        subscriber.await("\"phase\":\"closed\"", "\"no_clip\":\"the camera has masks\"");
    }

    @Test
    void aBoxThatDiedBeforeTheClipWasWrittenSaysSo() throws Exception {
        AlertService dying = open((event, file, done) -> record(file, done));
        dying.accept(Events.tooMany(Phase.OPENED, 1, 5));
        Await.until("stored", () -> dying.counters().stored() == 1);
        Path copy = directory.resolve("copy");
        Files.createDirectories(copy);
        for (String part : new String[] {"outbox.db", "outbox.db-wal"}) {
            Files.copy(directory.resolve(part), copy.resolve(part));
        }
        dying.close();
        EvidenceSources sources = new EvidenceSources(PictureSource.NONE, (event, file, done) -> record(file, done));
        AlertService next = Services.open(copy, ORIGIN, BrokerSettings.at(broker.url()), sources);
        subscriber.await("\"ended_by\":\"restart\"", "\"no_clip\":\"the box was restarted");
        next.close();
    }

    private static String id(String payload) {
        return field(payload, "incident_id");
    }

    private static String field(String payload, String name) {
        return payload.replaceAll(".*\"" + name + "\":\"([^\"]+)\".*", "$1");
    }
}
