package watchpost.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.alerts.contract.Media;
import watchpost.alerts.contract.Messages;
import watchpost.alerts.contract.Origin;
import watchpost.alerts.evidence.EvidenceStore;
import watchpost.alerts.id.Ids;
import watchpost.alerts.id.RandomIds;
import watchpost.alerts.incident.Phase;
import watchpost.alerts.incident.WallTime;
import watchpost.alerts.outbox.Batch;
import watchpost.alerts.outbox.Outbox;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.Severity;
import watchpost.core.id.CameraId;
import watchpost.core.id.RuleId;
import watchpost.core.time.ClockQuality;

class RetentionTest {
    private static final Origin ORIGIN = Origin.of("north", "gate-7");
    private static final CameraId GATE = new CameraId("gate");
    private static final CameraId DOOR = new CameraId("door");
    private static final Duration KEEP = Duration.ofDays(30);

    private final Ids ids = new RandomIds(new SecureRandom());
    private final Messages messages = new Messages(ORIGIN, ids);
    private final InstantSource later =
            InstantSource.fixed(Events.START.plus(KEEP).plusSeconds(1000));

    @TempDir
    Path directory;

    private Outbox outbox;
    private EvidenceStore pictures;

    @BeforeEach
    void open() throws Exception {
        outbox = Outbox.open(directory, 1 << 20, messages, ids, later, false);
        pictures = new EvidenceStore(directory.resolve("pictures"), ".jpg", 1 << 20);
    }

    @AfterEach
    void close() throws Exception {
        outbox.close();
    }

    private void store(int measurements) throws Exception {
        Batch batch = new Batch();
        for (int i = 0; i < measurements; i++) {
            batch.store(messages.measurement(Events.footfall(60)), stored -> {});
        }
        outbox.write(batch, position -> false);
    }

    @Test
    void whatIsTooOldGoesOnceTheClockIsRightAndMessagesAreDeclared() throws Exception {
        store(3);
        String old = ids.next(Events.START, "old");
        String young = ids.next(later.instant(), "young");
        pictures.put(GATE, old, new byte[9], Events.START);
        pictures.put(GATE, young, new byte[9], later.instant());
        Retention retention =
                new Retention(KEEP, List.of(pictures), later, position -> false, new SideChannels(Map.of()));
        retention.advance(Duration.ZERO, false, outbox);
        assertEquals(3, outbox.rows());
        assertTrue(pictures.find(old).isPresent(), "a clock that may be wrong costs nothing");
        retention.advance(Duration.ofSeconds(1), true, outbox);
        assertTrue(pictures.find(old).isEmpty());
        assertTrue(pictures.find(young).isPresent());
        assertEquals(3, outbox.givenUp());
        assertEquals(1, outbox.rows());
        String gap = new String(outbox.after(0, 9).get(0).payload(), StandardCharsets.UTF_8);
        assertTrue(gap.contains("\"measurements\":3") && gap.contains("too old to be kept"), gap);
    }

    @Test
    void whatIsBeingSentStays() throws Exception {
        store(1);
        new Retention(KEEP, List.of(), later, position -> true, new SideChannels(Map.of()))
                .advance(Duration.ZERO, true, outbox);
        assertEquals(1, outbox.rows());
    }

    @Test
    void erasingTakesOnlyWhatIsMeant() throws Exception {
        Instant noon = Instant.parse("2026-11-21T12:00:00Z");
        String before = ids.next(noon.minusSeconds(1), "before");
        String after = ids.next(noon, "after");
        String other = ids.next(noon, "other");
        pictures.put(GATE, before, new byte[9], noon);
        pictures.put(GATE, after, new byte[9], noon);
        pictures.put(DOOR, other, new byte[9], noon);
        Erasure.Wanted wanted = new Erasure.Wanted(Optional.of(GATE), Optional.of(noon), Optional.empty());
        assertEquals(
                new Erasure.Report(1, 0, Optional.empty()),
                Erasure.erase(directory, ORIGIN, wanted),
                "the outbox is in use");
        assertTrue(pictures.find(before).isPresent() && pictures.find(other).isPresent());
        assertTrue(pictures.find(after).isEmpty());
    }

    @Test
    void erasingTakesPicturesThatWaitAndSaysSoInAGap() throws Exception {
        String incident = ids.next(Events.START, "incident");
        Batch batch = new Batch();
        TestAlarm alarm =
                new TestAlarm(GATE, new RuleId("yard"), IncidentKind.INTRUSION, Severity.ALARM, Optional.empty(), "");
        batch.store(
                messages.incident(
                        alarm.incident(incident, Phase.OPENED, new WallTime(Events.START, ClockQuality.SYNCED)),
                        Media.NONE),
                stored -> {});
        outbox.write(batch, position -> false);
        Batch picture = new Batch();
        picture.attach(1, "pictures/x", new byte[500]);
        outbox.write(picture, position -> false);
        outbox.close();
        Erasure.Wanted all = new Erasure.Wanted(Optional.of(GATE), Optional.empty(), Optional.empty());
        assertEquals(new Erasure.Report(0, 0, Optional.of(1L)), Erasure.erase(directory, ORIGIN, all));
        outbox = Outbox.open(directory, 1 << 20, messages, ids, later, false);
        assertTrue(outbox.picture(1).isEmpty());
        String gap = new String(outbox.after(1, 9).get(0).payload(), StandardCharsets.UTF_8);
        assertTrue(gap.contains("\"pictures\":1") && gap.contains("erased"), gap);
    }
}
