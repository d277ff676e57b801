package watchpost.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import watchpost.core.event.CameraState;
import watchpost.core.event.CameraStatus;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.Level;
import watchpost.core.event.Measurement;
import watchpost.core.event.MeasurementKind;
import watchpost.core.event.Place;
import watchpost.core.event.RuleEvent;
import watchpost.core.event.Severity;
import watchpost.core.event.Subject;
import watchpost.core.event.Values;
import watchpost.core.geometry.Box;
import watchpost.core.id.CameraId;
import watchpost.core.id.RuleId;
import watchpost.core.time.ClockQuality;
import watchpost.core.time.Moment;

/** Rule outputs as tests need them, on a timeline that begins at {@link #START}. */
public final class Events {
    public static final Instant START = Instant.parse("2026-11-21T02:49:39.123Z");
    public static final CameraId GATE = new CameraId("gate");

    private Events() {}

    public static Moment at(double seconds) {
        Duration since = Duration.ofMillis(Math.round(seconds * 1000));
        return new Moment(since, START.plus(since), ClockQuality.SYNCED);
    }

    public static Subject person(long track) {
        return new Subject("person", 0.87654321, track, new Box(0.123456, 0.5, 0.1, 0.25));
    }

    /** A person in the zone "yard" of the camera "gate". */
    public static RuleEvent intrusion(RuleEvent.Phase phase, long track, double seconds) {
        return intrusion(GATE, phase, track, seconds, Severity.ALARM);
    }

    public static RuleEvent intrusion(
            CameraId camera, RuleEvent.Phase phase, long track, double seconds, Severity severity) {
        return new RuleEvent(
                camera,
                new RuleId("yard-intrusion"),
                IncidentKind.INTRUSION,
                phase,
                "in-" + track,
                severity,
                at(seconds),
                at(0),
                Optional.of(person(track)),
                Optional.of(new Place(Place.Shape.ZONE, "yard")),
                "person in yard for 12 s",
                Values.builder().put("dwell_s", 12.00049).build());
    }

    /** A person who crosses the line "door" of the camera "gate": begins and ends at once. */
    public static RuleEvent crossing(RuleEvent.Phase phase, long track, double seconds) {
        return new RuleEvent(
                GATE,
                new RuleId("door-line"),
                IncidentKind.LINE_CROSSING,
                phase,
                "over-" + track + "-" + seconds,
                Severity.WARNING,
                at(seconds),
                at(seconds),
                Optional.of(person(track)),
                Optional.of(new Place(Place.Shape.LINE, "door")),
                "person crossed door from left to right",
                Values.builder().put("direction", "left-to-right").build());
    }

    public static RuleEvent tooMany(RuleEvent.Phase phase, double seconds) {
        return tooMany(phase, seconds, 7);
    }

    /** Too many in the zone "hall", {@code count} of them: not about one object. Each count is a situation of its own. */
    public static RuleEvent tooMany(RuleEvent.Phase phase, double seconds, long count) {
        return new RuleEvent(
                GATE,
                new RuleId("hall-limit"),
                IncidentKind.OCCUPANCY_LIMIT,
                phase,
                "limit-" + count,
                Severity.INFO,
                at(seconds),
                at(0),
                Optional.empty(),
                Optional.of(new Place(Place.Shape.ZONE, "hall")),
                "hall holds " + count + ", limit is 5",
                Values.builder().put("count", count).put("limit", 5).build());
    }

    public static Measurement footfall(double seconds) {
        return footfall(GATE, seconds);
    }

    public static Measurement footfall(CameraId camera, double seconds) {
        Moment at = at(seconds);
        return new Measurement(
                camera,
                new RuleId("door-count"),
                MeasurementKind.FOOTFALL,
                at,
                at.wall().minusSeconds(60),
                at.wall(),
                0.98765,
                Values.builder()
                        .put("line", "door")
                        .put("in", Values.builder().put("person", 3).build())
                        .put("out", Values.builder().put("person", 1).build())
                        .build());
    }

    public static Measurement flow(double seconds) {
        Moment at = at(seconds);
        return new Measurement(
                GATE,
                new RuleId("road"),
                MeasurementKind.TRAFFIC_FLOW,
                at,
                at.wall().minusSeconds(60),
                at.wall(),
                1,
                Values.builder()
                        .put("lane", "north")
                        .put("direction", "forward")
                        .put(
                                "by_class",
                                Values.builder().put("car", 12).put("truck", 1).build())
                        .put("count", 13)
                        .put("flow_per_hour", 780.0)
                        .put("occupancy_percent", 11.25)
                        .put("mean_headway_s", 4.6)
                        .build());
    }

    public static Level occupancy(double seconds, long count) {
        return new Level(
                GATE,
                new RuleId("hall-limit"),
                MeasurementKind.OCCUPANCY,
                at(seconds),
                Values.builder()
                        .put("zone", "hall")
                        .put("occupancy", count)
                        .put("limit", 5)
                        .build());
    }

    /** The camera "gate" in a state, by its word in the contract. */
    public static CameraStatus status(String state, String reason) {
        CameraState of =
                CameraState.valueOf(state.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
        return new CameraStatus(GATE, of, reason, START, 14.98, 4.99);
    }
}
