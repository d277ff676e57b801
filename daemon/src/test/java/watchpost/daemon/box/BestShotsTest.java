package watchpost.daemon.box;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import watchpost.alerts.BetterShot;
import watchpost.alerts.incident.Incident;
import watchpost.alerts.incident.Phase;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.Severity;
import watchpost.core.event.Subject;
import watchpost.core.event.Values;
import watchpost.core.geometry.Box;
import watchpost.core.id.CameraId;
import watchpost.core.id.RuleId;
import watchpost.core.time.ClockQuality;
import watchpost.core.time.FrameTime;
import watchpost.core.time.Moment;
import watchpost.core.vision.Track;

/** When somebody is seen clearly better: at five pictures a second, with boxes that tremble as a detector's do. */
class BestShotsTest {
    private static final CameraId GATE = new CameraId("gate");

    private final List<BetterShot> wishes = new ArrayList<>();
    private final BestShots shots = new BestShots(wishes::add);
    private final Random noise = new Random(7);
    private int pictures;

    private static Box of(double height) {
        return new Box(0.5 - 0.2 * height, 0.5 - 0.5 * height, 0.4 * height, height);
    }

    private void incident(Phase phase, Box box) {
        incident(phase, box, 1);
    }

    private void incident(Phase phase, Box box, long track) {
        shots.told(new Incident(
                "i1",
                Optional.of(GATE),
                Optional.of(new RuleId("yard")),
                IncidentKind.INTRUSION,
                phase,
                Severity.ALARM,
                Instant.EPOCH,
                ClockQuality.SYNCED,
                Optional.of(new Subject("person", 0.7, track, box)),
                Optional.empty(),
                "person in yard",
                Instant.EPOCH,
                Optional.empty(),
                Values.builder().build(),
                List.of(),
                false));
    }

    private void seen(Box box, double confidence, boolean observed) {
        Duration at = Duration.ofMillis(200L * pictures++);
        Moment moment = new Moment(at, Instant.EPOCH.plus(at), ClockQuality.SYNCED);
        double trembling = 1 + 0.03 * noise.nextGaussian();
        Box seen = Box.clipped(box.x(), box.y(), box.x() + trembling * box.width(), box.y() + trembling * box.height());
        shots.onAnalysed(
                GATE,
                new FrameTime(moment, 0),
                List.of(new Track(1, "person", confidence, seen, moment, moment, observed, 0.2)));
    }

    @Test
    void whoComesNearerIsSeenBetterAFewTimesOnly() {
        incident(Phase.OPENED, of(0.1));
        for (double height = 0.1; height < 0.8; height += 0.005) {
            seen(of(height), 0.7, true);
        }
        double ratio = 0.8 / 0.1;
        int most = (int) (Math.log(ratio) / Math.log(BestShots.CLEARLY)) + 1;
        assertTrue(wishes.size() >= 5 && wishes.size() <= most, () -> wishes.size() + " of at most " + most);
        Box last = wishes.get(wishes.size() - 1).subject().box();
        assertTrue(last.height() > 0.8 / BestShots.CLEARLY / 1.1, last::toString);
    }

    @Test
    void whoEndsUnderAnotherNumberIsForgottenToo() {
        incident(Phase.OPENED, of(0.1));
        incident(Phase.CLOSED, of(0.1), 2);
        seen(of(0.6), 0.9, true);
        assertEquals(List.of(), wishes);
    }

    @Test
    void whoStandsStillGoesAwayOrIsOnlyPredictedIsNotSeenBetter() {
        incident(Phase.OPENED, of(0.3));
        for (int i = 0; i < 300; i++) {
            seen(of(0.3), 0.6 + 0.3 * noise.nextDouble(), true);
        }
        for (double height = 0.3; height > 0.1; height -= 0.01) {
            seen(of(height), 0.9, true);
        }
        seen(of(0.8), 0.7, false);
        assertEquals(List.of(), wishes);
    }

    @Test
    void aWholePersonIsSeenBetterThanOneWhomTheEdgeCuts() {
        Box entering = new Box(0, 0.4, 0.06, 0.3);
        Box whole = new Box(0.1, 0.4, 0.1, 0.3);
        incident(Phase.OPENED, entering);
        seen(entering, 0.7, true);
        seen(whole, 0.7, true);
        assertEquals(1, wishes.size());
        assertEquals("i1", wishes.get(0).incidentId());
        Box leavingBelow = new Box(0.3, 0.45, 0.2, 0.65);
        for (int i = 0; i < 10; i++) {
            seen(leavingBelow, 0.7, true);
        }
        assertEquals(1, wishes.size(), "larger, but cut");
    }

    @Test
    void nothingIsLookedForAfterTheEndAndWhatWasFoundStaysWhenTheOpeningIsToldAgain() {
        seen(of(0.8), 0.7, true);
        incident(Phase.OPENED, of(0.2));
        seen(of(0.4), 0.7, true);
        incident(Phase.OPENED, of(0.2));
        for (int i = 0; i < 10; i++) {
            seen(of(0.4), 0.7, true);
        }
        assertEquals(1, wishes.size());
        incident(Phase.CLOSED, of(0.4));
        seen(of(0.9), 0.7, true);
        assertEquals(1, wishes.size());
    }
}
