package watchpost.rules.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.MeasurementKind;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.core.event.Values;
import watchpost.core.ground.GroundPlane;
import watchpost.core.rule.Lane;
import watchpost.core.rule.TrafficRule;
import watchpost.rules.fold.Explanation;
import watchpost.rules.fold.Now;
import watchpost.rules.fold.Observation;
import watchpost.rules.fold.Outputs;
import watchpost.rules.fold.Scene;
import watchpost.rules.fold.Sighting;
import watchpost.rules.part.Alarm;
import watchpost.rules.part.Interval;
import watchpost.rules.part.Levels;
import watchpost.rules.part.Meter;
import watchpost.rules.part.Motions;
import watchpost.rules.part.Reasons;
import watchpost.rules.part.Wording;

/** How many vehicles stand one behind the other in the fullest lane, and over how many metres. */
public final class LaneQueueMeter implements Meter {
    private final TrafficRule.Queue rule;
    private final Optional<GroundPlane> ground;
    private final List<LaneQueue> queues;
    private final Levels levels;

    /**
     * One lane.
     *
     * @param vehicles how many stand now
     * @param metres from the first to the last of them; 0 where unknown
     * @param area vehicles times watched nanoseconds of the interval
     * @param most the most of the interval
     */
    private record LaneQueue(
            Lane lane,
            Alarm.Terms terms,
            int vehicles,
            double metres,
            double area,
            int most,
            double mostMetres,
            Alarm alarm) {}

    public LaneQueueMeter(TrafficRule.Queue rule, Optional<GroundPlane> ground) {
        this(rule, ground, rule.lanes().stream().map(lane -> start(rule, lane)).toList(), Levels.NONE);
    }

    private LaneQueueMeter(
            TrafficRule.Queue rule, Optional<GroundPlane> ground, List<LaneQueue> queues, Levels levels) {
        this.rule = rule;
        this.ground = ground;
        this.queues = queues;
        this.levels = levels;
    }

    private static LaneQueue start(TrafficRule.Queue rule, Lane lane) {
        Alarm.Terms terms = new Alarm.Terms(
                rule,
                IncidentKind.QUEUE,
                Optional.of(LaneCondition.place(lane)),
                rule.dwell(),
                rule.alerting(),
                "queue-" + lane.name());
        return new LaneQueue(lane, terms, 0, 0, 0, 0, 0, Alarm.NONE);
    }

    private LaneQueueMeter with(List<LaneQueue> newQueues, Levels newLevels) {
        return new LaneQueueMeter(rule, ground, List.copyOf(newQueues), newLevels);
    }

    @Override
    public MeasurementKind kind() {
        return MeasurementKind.QUEUE;
    }

    @Override
    public Meter credit(long nanos) {
        return nanos == 0
                ? this
                : with(
                        queues.stream()
                                .map(queue -> new LaneQueue(
                                        queue.lane,
                                        queue.terms,
                                        queue.vehicles,
                                        queue.metres,
                                        queue.area + (double) queue.vehicles * nanos,
                                        queue.most,
                                        queue.mostMetres,
                                        queue.alarm))
                                .toList(),
                        levels);
    }

    @Override
    public Meter seen(Scene scene, boolean armed, Outputs out) {
        List<LaneQueue> next = new ArrayList<>(queues.size());
        int length = 0;
        for (LaneQueue queue : queues) {
            LaneQueue now = armed ? standing(queue, scene) : queue(queue, 0, 0);
            length += now.vehicles();
            next.add(alarmed(now, scene.now(), out));
        }
        Levels told = levels;
        if (armed) {
            Values values = Values.builder().put("length", (long) length).build();
            told = levels.seen(rule, MeasurementKind.QUEUE, values, scene.now(), out);
        }
        return with(next, told);
    }

    private LaneQueue standing(LaneQueue queue, Scene scene) {
        List<Sighting> standing = new ArrayList<>();
        for (Observation seen : scene.seen()) {
            if (seen.countsFor(rule.watch())
                    && rule.watch().isIn(queue.lane().area(), seen.box())
                    && Motions.isStanding(seen.sighting())) {
                standing.add(seen.sighting());
            }
        }
        return queue(queue, standing.size(), metres(queue.lane(), standing));
    }

    private static LaneQueue queue(LaneQueue queue, int vehicles, double metres) {
        return new LaneQueue(
                queue.lane,
                queue.terms,
                vehicles,
                metres,
                queue.area,
                Math.max(queue.most, vehicles),
                Math.max(queue.mostMetres, metres),
                queue.alarm);
    }

    private double metres(Lane lane, List<Sighting> standing) {
        if (ground.isEmpty() || standing.size() < 2) {
            return 0;
        }
        Sighting first = standing.get(0);
        Sighting last = first;
        for (Sighting one : standing) {
            first = along(lane, one) > along(lane, first) ? one : first;
            last = along(lane, one) < along(lane, last) ? one : last;
        }
        return ground.get().metres(first.trail().place(), last.trail().place()).orElse(0.0);
    }

    private static double along(Lane lane, Sighting sighting) {
        return lane.heading().along(sighting.trail().place());
    }

    private LaneQueue alarmed(LaneQueue queue, Now now, Outputs out) {
        if (rule.vehicles().isEmpty()) {
            return queue;
        }
        Alarm.Reading reading = Alarm.Reading.atLeast(rule.vehicles().getAsInt(), queue.vehicles());
        return withAlarm(queue, queue.alarm().seen(queue.terms(), reading, now, teller(queue), out));
    }

    private static LaneQueue withAlarm(LaneQueue queue, Alarm alarm) {
        return new LaneQueue(
                queue.lane, queue.terms, queue.vehicles, queue.metres, queue.area, queue.most, queue.mostMetres, alarm);
    }

    private Alarm.Teller teller(LaneQueue queue) {
        return (phase, value, lasted) -> {
            long length = Math.round(value);
            Values.Builder values = Values.builder().put("length", length).put("lasted_s", Wording.seconds(lasted));
            if (ground.isPresent() && phase != Phase.CLOSED) {
                values.put("queue_m", Speeds.tenths(queue.metres()));
            }
            String verb = phase == Phase.CLOSED ? " vehicles stood in " : " vehicles stand in ";
            return new Alarm.Words(length + verb + queue.lane().name(), values.build());
        };
    }

    @Override
    public Meter gone(Sighting last, boolean armed, Outputs out) {
        return this;
    }

    @Override
    public Meter passed(Now now, long unwatched, Outputs out) {
        return with(
                queues.stream()
                        .map(queue -> withAlarm(
                                queue, queue.alarm().passed(queue.terms(), now, unwatched, teller(queue), out)))
                        .toList(),
                levels);
    }

    @Override
    public List<Values> records(Interval.Closed interval) {
        List<Values> records = new ArrayList<>();
        for (LaneQueue queue : queues) {
            Values.Builder values = Values.builder()
                    .put("lane", queue.lane().name())
                    .put("length", Wording.rounded(queue.area() / interval.watched()))
                    .put("max_length", (long) queue.most());
            if (ground.isPresent()) {
                values.put("queue_m", Speeds.tenths(queue.mostMetres()));
            }
            records.add(values.build());
        }
        return records;
    }

    @Override
    public Meter reset() {
        return with(
                queues.stream()
                        .map(queue -> new LaneQueue(
                                queue.lane,
                                queue.terms,
                                queue.vehicles,
                                queue.metres,
                                0,
                                queue.vehicles,
                                queue.metres,
                                queue.alarm))
                        .toList(),
                levels);
    }

    @Override
    public void end(Now now, Outputs out) {
        queues.forEach(queue -> queue.alarm().end(queue.terms(), now, teller(queue), out));
    }

    @Override
    public Explanation explain(Sighting last, Now now) {
        Reasons.Lack unwanted = Reasons.unwanted(rule.watch(), last, now);
        if (unwanted != null) {
            return Reasons.missed(rule, last, unwanted);
        }
        LaneCondition lanes = new LaneCondition(rule.watch(), rule.lanes());
        if (lanes.of(last) == null) {
            return Reasons.missed(rule, last, lanes.outside(last));
        }
        return Motions.isStanding(last)
                ? Reasons.met(rule, last, "stands in a lane")
                : Reasons.missed(rule, last, Reasons.lack("moving", 0.5));
    }

    @Override
    public @Nullable Explanation explain(Now now) {
        if (rule.vehicles().isEmpty()) {
            return null;
        }
        int most = queues.stream().mapToInt(LaneQueue::vehicles).max().orElse(0);
        int needed = rule.vehicles().getAsInt();
        boolean open = queues.stream().anyMatch(queue -> queue.alarm().isOpen());
        return Reasons.scene(
                rule, open, most + " vehicles stand in a lane, " + needed + " needed", (double) most / needed);
    }

    @Override
    public int held() {
        return 0;
    }
}
