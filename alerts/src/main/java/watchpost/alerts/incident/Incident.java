package watchpost.alerts.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.Place;
import watchpost.core.event.Severity;
import watchpost.core.event.Subject;
import watchpost.core.event.Values;
import watchpost.core.id.CameraId;
import watchpost.core.id.RuleId;
import watchpost.core.time.ClockQuality;

/**
 * One incident as it stands after a change.
 *
 * @param id the same for all changes of one incident, never used again
 * @param camera empty for what concerns the whole box
 * @param rule the rule that gives the main reason; empty for the box's own incidents
 * @param kind the kind of the main reason: where a graver reason comes along, the incident goes on under its kind and topic
 * @param severity the highest that any of its reasons has had
 * @param at when this change happened in front of the lens
 * @param subject the object as last seen
 * @param place zone, line or lane of the main reason
 * @param why the main reason as one sentence without a full stop: the most severe, among equals the first
 * @param endedAt present in the phase {@code CLOSED} only
 * @param attributes what the kind of the main reason adds
 * @param otherReasons every further rule and place that the same object triggered, in order of appearance
 * @param test true if nothing happened: somebody tries whether alarms arrive
 */
public record Incident(
        String id,
        Optional<CameraId> camera,
        Optional<RuleId> rule,
        IncidentKind kind,
        Phase phase,
        Severity severity,
        Instant at,
        ClockQuality clock,
        Optional<Subject> subject,
        Optional<Place> place,
        String why,
        Instant startedAt,
        Optional<Instant> endedAt,
        Values attributes,
        List<Reason> otherReasons,
        boolean test) {
    public Incident {
        otherReasons = List.copyOf(otherReasons);
    }

    /**
     * The end of an incident whose real end nobody saw, because the box died: it ends where it was last seen, and its attributes say
     * {@code "ended_by":"restart"}.
     */
    public Incident cutShort() {
        Values ended =
                Values.builder().putAll(attributes).put("ended_by", "restart").build();
        return with(Phase.CLOSED, at, clock, ended);
    }

    /** The same incident with what people and time have added to it, in the place of what stood there under these names. */
    public Incident amended(Map<String, Values> more) {
        Values.Builder all = Values.builder().putAll(attributes.without(more.keySet()));
        more.forEach(all::put);
        return with(phase, at, clock, all.build());
    }

    /** The same incident as told again, because of something that was not in front of the lens. */
    public Incident again(WallTime now) {
        return with(phase == Phase.CLOSED ? Phase.CLOSED : Phase.UPDATED, now.at(), now.clock(), attributes);
    }

    /** The same incident with its stamps moved, that of its beginning by {@code sinceStart}: the clock that made them was wrong. */
    public Incident putRight(Duration moved, Duration sinceStart) {
        return new Incident(
                id,
                camera,
                rule,
                kind,
                phase,
                severity,
                at.plus(moved),
                ClockQuality.CORRECTED,
                subject,
                place,
                why,
                startedAt.plus(sinceStart),
                endedAt.map(end -> end.plus(moved)),
                attributes,
                otherReasons,
                test);
    }

    private Incident with(Phase newPhase, Instant newAt, ClockQuality newClock, Values newAttributes) {
        Optional<Instant> end = newPhase == Phase.CLOSED ? endedAt.or(() -> Optional.of(newAt)) : Optional.empty();
        return new Incident(
                id,
                camera,
                rule,
                kind,
                newPhase,
                severity,
                newAt,
                newClock,
                subject,
                place,
                why,
                startedAt,
                end,
                newAttributes,
                otherReasons,
                test);
    }

    /** One rule and place that the incident's object triggered. */
    public record Reason(RuleId rule, IncidentKind kind, Severity severity, Optional<Place> place, String why) {}
}
