package watchpost.alerts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import watchpost.alerts.incident.Incident;
import watchpost.alerts.incident.Phase;
import watchpost.core.event.Severity;

/**
 * Notices alarms that nobody acknowledges in time, also when what they are about has ended. Single-threaded; time is an argument and never
 * runs backwards.
 */
final class Escalation {
    private List<Duration> stages;
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    private final Set<String> open = new HashSet<>();

    private record Waiting(Duration since, int stage) {}

    /** An alarm whose time is over; stages count from 1. */
    record Due(String incidentId, int stage) {}

    Escalation(List<Duration> stages) {
        this.stages = stages;
    }

    /** From now on alarms are told again after {@code others}. */
    void stages(List<Duration> others) {
        stages = others;
        waiting.values().removeIf(alarm -> alarm.stage() >= stages.size());
    }

    /** A change of an incident is told: from its first alarm on the time runs. */
    void told(Incident change, Duration now) {
        boolean alarm = change.severity() == Severity.ALARM && !change.test();
        if (change.phase() == Phase.CLOSED) {
            open.remove(change.id());
        } else if (alarm && !stages.isEmpty() && open.add(change.id())) {
            waiting.put(change.id(), new Waiting(now, 0));
        }
    }

    /**
     * Takes over an alarm of an earlier life of the box that nobody has acknowledged.
     *
     * @param since when its time began
     * @param stage how many stages were told
     */
    void recall(String incidentId, Duration since, int stage) {
        if (stage < stages.size()) {
            waiting.put(incidentId, new Waiting(since, stage));
        }
    }

    /** Somebody has seen it. */
    void acknowledged(String incidentId) {
        waiting.remove(incidentId);
    }

    List<Due> advance(Duration now) {
        List<Due> due = new ArrayList<>();
        List.copyOf(waiting.entrySet()).forEach(entry -> {
            Waiting alarm = entry.getValue();
            if (now.minus(alarm.since()).compareTo(stages.get(alarm.stage())) >= 0) {
                due.add(new Due(entry.getKey(), alarm.stage() + 1));
                waiting.put(entry.getKey(), new Waiting(alarm.since(), alarm.stage() + 1));
            }
        });
        waiting.values().removeIf(alarm -> alarm.stage() >= stages.size());
        return due;
    }
}
