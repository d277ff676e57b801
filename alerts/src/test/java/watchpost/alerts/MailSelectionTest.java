package watchpost.alerts;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import watchpost.alerts.incident.Incident;
import watchpost.alerts.incident.Phase;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.Severity;
import watchpost.core.event.Values;
import watchpost.core.time.ClockQuality;

class MailSelectionTest {
    private static final boolean LOUD = false;
    private static final boolean QUIET = true;

    private final MailSelection selection = new MailSelection(Severity.WARNING, false, false);

    private static Incident incident(Phase phase, Severity severity, int stage) {
        Values attributes = stage == 0
                ? Values.NONE
                : Values.builder()
                        .put("escalated", Values.builder().put("stage", stage).build())
                        .build();
        return new Incident(
                "one",
                Optional.of(Events.GATE),
                Optional.empty(),
                IncidentKind.INTRUSION,
                phase,
                severity,
                Events.START,
                ClockQuality.SYNCED,
                Optional.empty(),
                Optional.empty(),
                "why",
                Events.START,
                phase == Phase.CLOSED ? Optional.of(Events.START) : Optional.empty(),
                attributes,
                List.of(),
                false);
    }

    private boolean wants(Phase phase, Severity severity, int stage, boolean quiet) {
        return selection.wants(incident(phase, severity, stage), quiet, false);
    }

    @Test
    void theBeginningIsToldOnceAndThenOnlyWhatMakesItGraver() {
        assertFalse(wants(Phase.OPENED, Severity.INFO, 0, LOUD));
        assertTrue(wants(Phase.UPDATED, Severity.WARNING, 0, LOUD), "it became grave enough");
        assertFalse(wants(Phase.UPDATED, Severity.WARNING, 0, LOUD));
        assertTrue(wants(Phase.UPDATED, Severity.ALARM, 0, LOUD));
        assertTrue(wants(Phase.UPDATED, Severity.ALARM, 1, LOUD));
        assertFalse(wants(Phase.UPDATED, Severity.ALARM, 1, LOUD));
        assertFalse(wants(Phase.CLOSED, Severity.ALARM, 1, LOUD));
        assertTrue(wants(Phase.CLOSED, Severity.ALARM, 2, LOUD), "nobody acknowledged it, though it is over");
    }

    @Test
    void inQuietHoursOnlyWhatWasToldBefore() {
        assertFalse(wants(Phase.OPENED, Severity.ALARM, 0, QUIET));
        assertFalse(wants(Phase.UPDATED, Severity.ALARM, 1, QUIET));
        assertTrue(wants(Phase.UPDATED, Severity.ALARM, 1, LOUD), "it goes on after the quiet hours");
        assertTrue(wants(Phase.UPDATED, Severity.ALARM, 2, QUIET));
    }

    @Test
    void theEndIsToldOnceIfItIsWantedAndTheBeginningWasTold() {
        MailSelection both = new MailSelection(Severity.WARNING, false, true);
        assertFalse(both.wants(incident(Phase.CLOSED, Severity.ALARM, 0), LOUD, false), "nobody knew of it");
        assertTrue(both.wants(incident(Phase.OPENED, Severity.ALARM, 0), LOUD, false));
        assertTrue(both.wants(incident(Phase.CLOSED, Severity.ALARM, 0), LOUD, true));
        assertFalse(both.wants(incident(Phase.CLOSED, Severity.ALARM, 0), LOUD, false), "with its clip");
    }

    @Test
    void whatAnEarlierLifeToldIsKnown() {
        selection.recall(incident(Phase.OPENED, Severity.ALARM, 1));
        assertFalse(wants(Phase.UPDATED, Severity.ALARM, 1, LOUD));
        assertTrue(wants(Phase.UPDATED, Severity.ALARM, 2, LOUD));
    }
}
