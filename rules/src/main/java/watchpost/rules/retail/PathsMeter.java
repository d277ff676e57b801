package watchpost.rules.retail;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import watchpost.core.event.MeasurementKind;
import watchpost.core.event.Values;
import watchpost.core.rule.RetailRule;
import watchpost.core.rule.Watch;
import watchpost.core.rule.Zone;
import watchpost.rules.fold.ByTrack;
import watchpost.rules.fold.Explanation;
import watchpost.rules.fold.Now;
import watchpost.rules.fold.Observation;
import watchpost.rules.fold.Outputs;
import watchpost.rules.fold.Scene;
import watchpost.rules.fold.Sighting;
import watchpost.rules.fold.Tolerances;
import watchpost.rules.part.Interval;
import watchpost.rules.part.Meter;
import watchpost.rules.part.Reasons;

/** Who goes from which zone to which: a walk from one zone to another counts when the other has held its visitor for a moment. */
public final class PathsMeter implements Meter {
    private static final String TO = ">";

    /**
     * A visitor.
     *
     * @param zone the index of the zone where it was last for certain; -1 before the first
     * @param next the zone that it is in since {@code since}, if that is another one; else -1
     */
    private record Visitor(int zone, int next, long since) {}

    private final RetailRule.Paths rule;
    private final ByTrack<Visitor> visitors;
    private final SortedMap<String, Long> walks;

    public PathsMeter(RetailRule.Paths rule) {
        this(rule, ByTrack.empty(), new TreeMap<>());
    }

    private PathsMeter(RetailRule.Paths rule, ByTrack<Visitor> visitors, SortedMap<String, Long> walks) {
        this.rule = rule;
        this.visitors = visitors;
        this.walks = walks;
    }

    @Override
    public MeasurementKind kind() {
        return MeasurementKind.PATHS;
    }

    @Override
    public Meter seen(Scene scene, boolean armed, Outputs out) {
        SortedMap<String, Long> more = new TreeMap<>(walks);
        ByTrack<Visitor> next = visitors.seen(scene.seen(), (old, seen) -> update(old, seen, armed, more));
        return next == visitors ? this : new PathsMeter(rule, next, more);
    }

    private @Nullable Visitor update(
            @Nullable Visitor old, Observation seen, boolean armed, SortedMap<String, Long> counted) {
        Watch watch = rule.watch();
        int zone = armed && seen.countsFor(watch) ? zoneOf(seen) : -1;
        if (old == null) {
            return zone < 0 ? null : new Visitor(-1, zone, seen.now().watched());
        }
        if (zone < 0 || zone == old.zone()) {
            return old.next() < 0 ? old : new Visitor(old.zone(), -1, 0);
        }
        if (zone != old.next()) {
            return new Visitor(old.zone(), zone, seen.now().watched());
        }
        if (seen.now().watched() - old.since() < Tolerances.CROSSED) {
            return old;
        }
        if (old.zone() >= 0) {
            counted.merge(name(old.zone()) + TO + name(zone), 1L, Long::sum);
        }
        return new Visitor(zone, -1, 0);
    }

    private int zoneOf(Observation seen) {
        for (int i = 0; i < rule.zones().size(); i++) {
            if (rule.watch().isIn(rule.zones().get(i).area(), seen.box())) {
                return i;
            }
        }
        return -1;
    }

    private String name(int zone) {
        return rule.zones().get(zone).name();
    }

    @Override
    public Meter gone(Sighting last, boolean armed, Outputs out) {
        return new PathsMeter(rule, visitors.without(last.id()), walks);
    }

    @Override
    public List<Values> records(Interval.Closed interval) {
        Values.Builder paths = Values.builder();
        for (Zone from : rule.zones()) {
            for (Zone to : rule.zones()) {
                if (!from.equals(to)) {
                    String walk = from.name() + TO + to.name();
                    paths.put(walk, walks.getOrDefault(walk, 0L).longValue());
                }
            }
        }
        return List.of(Values.builder().put("paths", paths.build()).build());
    }

    @Override
    public Meter reset() {
        return new PathsMeter(rule, visitors, new TreeMap<>());
    }

    @Override
    public Explanation explain(Sighting last, Now now) {
        Reasons.Lack unwanted = Reasons.unwanted(rule.watch(), last, now);
        Visitor visitor = visitors.get(last.id());
        if (unwanted != null || visitor == null) {
            return Reasons.missed(
                    rule, last, unwanted == null ? Reasons.lack("was in none of the zones", 0) : unwanted);
        }
        int zone = visitor.zone() < 0 ? visitor.next() : visitor.zone();
        return Reasons.met(rule, last, zone < 0 ? "was in a zone for a moment" : "was last in " + name(zone));
    }

    @Override
    public int held() {
        return visitors.size();
    }
}
