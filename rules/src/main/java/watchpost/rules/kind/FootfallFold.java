package watchpost.rules.kind;

import java.util.List;
import watchpost.core.event.MeasurementKind;
import watchpost.core.event.Values;
import watchpost.core.rule.Direction;
import watchpost.core.rule.RuleSpec;
import watchpost.rules.fold.ByTrack;
import watchpost.rules.fold.Explanation;
import watchpost.rules.fold.Now;
import watchpost.rules.fold.Outputs;
import watchpost.rules.fold.RuleFold;
import watchpost.rules.fold.Scene;
import watchpost.rules.fold.Sighting;

/** People through a door, by direction and class, per interval of the clock. */
final class FootfallFold implements RuleFold {
    /** What was counted in the interval so far. */
    private record Count(Tally in, Tally out) {
        static final Count NONE = new Count(Tally.NONE, Tally.NONE);

        Count plus(boolean inwards, String label) {
            return inwards ? new Count(in.plus(label), out) : new Count(in, out.plus(label));
        }
    }

    private final RuleSpec.Footfall rule;
    private final Gate gate;
    private final ByTrack<Passage> passages;
    private final Interval interval;
    private final Count count;

    FootfallFold(RuleSpec.Footfall rule) {
        this(rule, Gate.of(rule.door()), ByTrack.empty(), Interval.first(rule.interval()), Count.NONE);
    }

    private FootfallFold(RuleSpec.Footfall rule, Gate gate, ByTrack<Passage> passages, Interval interval, Count count) {
        this.rule = rule;
        this.gate = gate;
        this.passages = passages;
        this.interval = interval;
        this.count = count;
    }

    @Override
    public RuleSpec spec() {
        return rule;
    }

    @Override
    public RuleFold seen(Scene scene, Outputs out) {
        boolean armed = rule.watch().schedule().isArmed(scene.now().moment().wall());
        Interval.Advance advance = interval.seen(scene, armed);
        Count counted = count;
        if (advance.closed() != null) {
            publish(advance.closed(), out);
            counted = Count.NONE;
        }
        GateCounter counter = new GateCounter(rule.watch(), gate);
        ByTrack<Passage> next = passages.seen(scene.seen(), counter::seen);
        if (armed) {
            counted = with(counted, counter.crossings());
        }
        return new FootfallFold(rule, gate, next, advance.next(), counted);
    }

    private Count with(Count counted, List<GateCounter.Counted> crossings) {
        Count more = counted;
        for (GateCounter.Counted crossing : crossings) {
            boolean leftToRight = crossing.forwards();
            more = more.plus(leftToRight == (rule.in() == Direction.LEFT_TO_RIGHT), crossing.label());
        }
        return more;
    }

    @Override
    public RuleFold gone(Sighting last, Outputs out) {
        GateCounter counter = new GateCounter(rule.watch(), gate);
        ByTrack<Passage> next = counter.gone(passages, last);
        boolean armed = rule.watch().schedule().isArmed(last.at().moment().wall());
        return new FootfallFold(rule, gate, next, interval, armed ? with(count, counter.crossings()) : count);
    }

    @Override
    public RuleFold passed(Now now, long unwatched, Outputs out) {
        Interval.Closed closed = interval.passed(now, unwatched);
        if (closed == null) {
            return this;
        }
        publish(closed, out);
        return new FootfallFold(rule, gate, passages, interval.idle(), Count.NONE);
    }

    @Override
    public void end(Now now, Outputs out) {
        Interval.Closed closed = interval.ended(now);
        if (closed != null) {
            publish(closed, out);
        }
    }

    @Override
    public Explanation explain(Sighting last, Now now) {
        return GateCounter.explain(
                rule, gate, rule.door().name(), passages.get(last.track().id()), last, now);
    }

    @Override
    public int held() {
        return passages.size();
    }

    private void publish(Interval.Closed closed, Outputs out) {
        Values values = Values.builder()
                .put("line", rule.door().name())
                .put("in", count.in().byClass(rule.watch().classes()))
                .put("out", count.out().byClass(rule.watch().classes()))
                .build();
        closed.publish(rule.id(), MeasurementKind.FOOTFALL, values, out);
    }
}
