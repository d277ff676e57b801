package watchpost.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import watchpost.alerts.incident.Incident;
import watchpost.alerts.incident.Phase;
import watchpost.alerts.incident.WallTime;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.Severity;
import watchpost.core.id.RuleId;
import watchpost.core.time.ClockQuality;

class EscalationTest {
    private final Escalation escalation = new Escalation(List.of(Duration.ofMinutes(2), Duration.ofMinutes(10)));

    private static Incident incident(String id, Severity severity, Phase phase) {
        TestAlarm alarm = new TestAlarm(
                Events.GATE, new RuleId("yard"), IncidentKind.INTRUSION, severity, Optional.empty(), "guard");
        Incident test = alarm.incident(id, phase, new WallTime(Events.START, ClockQuality.SYNCED));
        return new Incident(
                id,
                test.camera(),
                test.rule(),
                test.kind(),
                phase,
                severity,
                test.at(),
                test.clock(),
                test.subject(),
                test.place(),
                test.why(),
                test.startedAt(),
                test.endedAt(),
                test.attributes(),
                test.otherReasons(),
                false);
    }

    private List<Escalation.Due> at(int minutes) {
        return escalation.advance(Duration.ofMinutes(minutes));
    }

    @Test
    void anAlarmGoesThroughItsStagesAlsoWhenItIsOver() {
        escalation.told(incident("a", Severity.ALARM, Phase.OPENED), Duration.ZERO);
        escalation.told(incident("w", Severity.WARNING, Phase.OPENED), Duration.ZERO);
        assertEquals(List.of(), at(1));
        escalation.told(incident("a", Severity.ALARM, Phase.CLOSED), Duration.ofMinutes(1));
        assertEquals(List.of(new Escalation.Due("a", 1)), at(2));
        assertEquals(List.of(), at(9));
        assertEquals(List.of(new Escalation.Due("a", 2)), at(10));
        assertEquals(List.of(), at(1000));
    }

    @Test
    void theTimeRunsFromTheFirstAlarmOfAnIncidentAndEndsWithTheAcknowledgement() {
        escalation.told(incident("a", Severity.WARNING, Phase.OPENED), Duration.ZERO);
        escalation.told(incident("a", Severity.ALARM, Phase.UPDATED), Duration.ofMinutes(5));
        assertEquals(List.of(), at(6));
        assertEquals(List.of(new Escalation.Due("a", 1)), at(7));
        escalation.acknowledged("a");
        escalation.told(incident("a", Severity.ALARM, Phase.UPDATED), Duration.ofMinutes(8));
        assertEquals(List.of(), at(1000));
    }
}
