package watchpost.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import watchpost.alerts.command.CommandRefused;
import watchpost.alerts.incident.Incident;
import watchpost.alerts.incident.Phase;
import watchpost.core.event.Severity;
import watchpost.core.event.Values;

/**
 * What people say of incidents, and what happens because nobody says anything: each later message of the incident repeats it. Belongs to
 * the thread {@code outbox}.
 */
final class Amendments {
    static final String ACKNOWLEDGED = "acknowledged";
    static final String FALSE_ALARM = "false_alarm";
    private static final String ESCALATED = "escalated";
    private static final String STAGE = "stage";
    /** What nobody acknowledged for so long is not told of again after a restart. */
    private static final Duration LONG_AGO = Duration.ofDays(1);

    private final Escalation escalation;
    private final Map<String, Map<String, Values>> open = new HashMap<>();

    Amendments(List<Duration> escalateAfter) {
        this.escalation = new Escalation(escalateAfter);
    }

    void escalateAfter(List<Duration> stages) {
        escalation.stages(stages);
    }

    /** The change of an incident with what was said of it. */
    Incident of(Incident change) {
        return change.amended(open.getOrDefault(change.id(), Map.of()));
    }

    /** The change of an incident as it is told now. */
    Incident told(Incident change, Duration now) {
        escalation.told(change, now);
        Incident amended = of(change);
        if (change.phase() == Phase.CLOSED) {
            open.remove(change.id());
        }
        return amended;
    }

    /**
     * Takes over what an earlier life of the box left: an alarm that nobody acknowledged goes on where it was, counted from its start by
     * the clock; if the clock has gone back meanwhile, from now.
     *
     * @param now what the time runs by
     * @param wall the same moment by the clock
     */
    void recall(Incident last, Duration now, Instant wall) {
        Map<String, Object> said = last.attributes().entries();
        Duration past = Duration.between(last.startedAt(), wall);
        boolean settled = said.containsKey(ACKNOWLEDGED) || said.containsKey(FALSE_ALARM);
        if (last.severity() == Severity.ALARM && !last.test() && !settled && past.compareTo(LONG_AGO) < 0) {
            escalation.recall(last.id(), past.isNegative() ? now : now.minus(past), stage(said.get(ESCALATED)));
        }
    }

    /** How many stages passed in which nobody acknowledged it. */
    static int stage(Incident incident) {
        return stage(incident.attributes().entries().get(ESCALATED));
    }

    private static int stage(@Nullable Object escalated) {
        return escalated instanceof Values values && values.entries().get(STAGE) instanceof Long told
                ? told.intValue()
                : 0;
    }

    /**
     * Notes what is said of {@code incident}.
     *
     * @throws CommandRefused if that was said before
     */
    void add(Incident incident, String name, Values what) throws CommandRefused {
        Object before = incident.attributes().entries().get(name);
        if (before != null) {
            throw new CommandRefused("somebody was faster: " + before);
        }
        escalation.acknowledged(incident.id());
        put(incident.id(), name, what);
    }

    /** Notes what was found out about {@code incidentId}, in the place of what was before. */
    void put(String incidentId, String name, Values what) {
        open.computeIfAbsent(incidentId, id -> new HashMap<>()).put(name, what);
    }

    /** Lets time pass; returns the incidents that are to be told again because nobody acknowledged them. */
    List<String> advance(Duration now) {
        List<Escalation.Due> due = escalation.advance(now);
        due.forEach(alarm -> put(
                alarm.incidentId(),
                ESCALATED,
                Values.builder().put(STAGE, alarm.stage()).build()));
        return due.stream().map(Escalation.Due::incidentId).toList();
    }
}
