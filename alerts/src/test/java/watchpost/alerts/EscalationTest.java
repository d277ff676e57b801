package watchpost.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.alerts.incident.Incident;
import watchpost.alerts.incident.Phase;
import watchpost.alerts.incident.WallTime;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.RuleEvent;
import watchpost.core.event.Severity;
import watchpost.core.event.Values;
import watchpost.core.id.RuleId;
import watchpost.core.time.ClockQuality;
import watchpost.testkit.mqtt.EmbeddedBroker;

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

    private static Incident saying(String id, String name, Values what) {
        return incident(id, Severity.ALARM, Phase.CLOSED).amended(Map.of(name, what));
    }

    @Test
    void afterARestartItGoesOnWhereItWas() throws Exception {
        Amendments amendments = new Amendments(List.of(Duration.ofMinutes(2), Duration.ofMinutes(10)));
        Duration now = Duration.ofHours(7);
        Instant wall = Events.START.plusSeconds(180);
        Values first = Values.builder().put("stage", 1).build();
        amendments.recall(incident("late", Severity.ALARM, Phase.CLOSED), now, wall);
        amendments.recall(saying("one", "escalated", first), now, wall);
        amendments.recall(saying("seen", "acknowledged", Values.NONE), now, wall);
        amendments.recall(saying("wrong", "false_alarm", Values.NONE), now, wall);
        amendments.recall(incident("warning", Severity.WARNING, Phase.CLOSED), now, wall);
        assertEquals(List.of("late"), amendments.advance(now));
        assertEquals(List.of(), amendments.advance(now.plusMinutes(6)));
        assertEquals(List.of("late", "one"), amendments.advance(now.plusMinutes(7)));
        assertEquals(List.of(), amendments.advance(now.plusDays(1)));
        amendments.recall(incident("old", Severity.ALARM, Phase.CLOSED), now, Events.START.plus(Duration.ofDays(1)));
        assertEquals(List.of(), amendments.advance(now.plusDays(2)));
        amendments.recall(incident("back", Severity.ALARM, Phase.CLOSED), now, Instant.EPOCH);
        assertEquals(List.of(), amendments.advance(now.plusMinutes(1)));
        assertEquals(List.of("back"), amendments.advance(now.plusMinutes(2)));
    }

    @Test
    void aBoxThatWasStoppedMeanwhileTellsItsAlarmsAgain(@TempDir Path directory) throws Exception {
        InstantSource clock = InstantSource.fixed(Events.START.plusSeconds(60));
        List<Duration> stages = List.of(Duration.ofSeconds(30));
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                Subscriber subscriber = new Subscriber(broker.url(), "watchpost/north/gate-7/#")) {
            try (AlertService before = Services.open(directory, broker.url(), CommandSettings.NONE, clock)) {
                before.accept(Events.intrusion(RuleEvent.Phase.OPENED, 1, 2));
                subscriber.await("/incidents/intrusion", "\"phase\":\"opened\"");
            }
            subscriber.await("/incidents/intrusion", "\"phase\":\"closed\"");
            CommandSettings expected = new CommandSettings(List.of(), stages);
            try (AlertService after = Services.open(directory, broker.url(), expected, clock)) {
                subscriber.await("/incidents/intrusion", "\"phase\":\"closed\"", "\"escalated\":{\"stage\":1}");
                assertEquals(1, after.recentIncidents().size());
            }
            try (AlertService again = Services.open(directory, broker.url(), expected, clock)) {
                again.accept(Events.footfall(60));
                subscriber.await("/measurements/");
            }
            assertEquals(1, subscriber.count("\"escalated\""), "each stage is told once");
            subscriber.assertContractKept();
        }
    }
}
