package watchpost.rules.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.Place;
import watchpost.core.event.RuleEvent;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.core.event.Values;
import watchpost.core.rule.Direction;
import watchpost.core.rule.Signal;
import watchpost.core.rule.TrafficRule;
import watchpost.rules.fold.ByTrack;
import watchpost.rules.fold.Explanation;
import watchpost.rules.fold.Now;
import watchpost.rules.fold.Outputs;
import watchpost.rules.fold.RuleFold;
import watchpost.rules.fold.Scene;
import watchpost.rules.fold.Sighting;
import watchpost.rules.part.Gate;
import watchpost.rules.part.GateCounter;
import watchpost.rules.part.Passage;
import watchpost.rules.part.Reasons;
import watchpost.rules.part.Wording;

/** A vehicle crosses the stop line while the signal has been red for longer than the grace. What the signal shows is an input. */
public final class RedLightFold implements RuleFold {
    /** Changes older than the latest ones are of no use: a crossing is certain a moment after it happened. */
    private static final int CHANGES = 4;

    private record Change(Now at, Signal.State state) {}

    private final TrafficRule.RedLight rule;
    private final Gate gate;
    private final ByTrack<Passage> passages;
    private final List<Change> changes;

    public RedLightFold(TrafficRule.RedLight rule) {
        this(rule, Gate.of(rule.line()), ByTrack.empty(), List.of());
    }

    private RedLightFold(TrafficRule.RedLight rule, Gate gate, ByTrack<Passage> passages, List<Change> changes) {
        this.rule = rule;
        this.gate = gate;
        this.passages = passages;
        this.changes = changes;
    }

    @Override
    public TrafficRule.RedLight spec() {
        return rule;
    }

    @Override
    public RuleFold signal(String name, Signal.State state, Now now, Outputs out) {
        if (!name.equals(rule.signal().name()) || state == latest()) {
            return this;
        }
        List<Change> more = new ArrayList<>(changes);
        more.add(new Change(now, state));
        return new RedLightFold(
                rule, gate, passages, List.copyOf(more.subList(Math.max(0, more.size() - CHANGES), more.size())));
    }

    private Signal.State latest() {
        return changes.isEmpty()
                ? Signal.State.UNKNOWN
                : changes.get(changes.size() - 1).state();
    }

    @Override
    public RuleFold seen(Scene scene, Outputs out) {
        GateCounter counter = new GateCounter(rule.watch(), gate);
        ByTrack<Passage> next = passages.seen(scene.seen(), counter::seen);
        counter.crossings().forEach(crossing -> judge(crossing, out));
        return next == passages ? this : new RedLightFold(rule, gate, next, changes);
    }

    @Override
    public RuleFold gone(Sighting last, Outputs out) {
        GateCounter counter = new GateCounter(rule.watch(), gate);
        ByTrack<Passage> next = counter.gone(passages, last);
        counter.crossings().forEach(crossing -> judge(crossing, out));
        return next == passages ? this : new RedLightFold(rule, gate, next, changes);
    }

    private void judge(GateCounter.Counted crossing, Outputs out) {
        Now at = crossing.at();
        Now red = redSince(at);
        boolean wanted = crossing.forwards() == (rule.direction() == Direction.LEFT_TO_RIGHT);
        if (!wanted
                || red == null
                || at.watched() - red.watched() < rule.grace().toNanos()
                || !rule.watch().schedule().isArmed(at.moment().wall())) {
            return;
        }
        long late = at.watched() - red.watched();
        String name = crossing.sighting().id() + "-" + at.moment().wall().toEpochMilli();
        for (Phase phase : List.of(Phase.OPENED, Phase.CLOSED)) {
            out.add(new RuleEvent(
                    out.camera(),
                    rule.id(),
                    IncidentKind.RED_LIGHT,
                    phase,
                    name,
                    rule.alerting().severityAt(at.moment().wall()),
                    at.moment(),
                    at.moment(),
                    Optional.of(Wording.subject(crossing.sighting())),
                    Optional.of(new Place(Place.Shape.LINE, rule.line().name())),
                    crossing.label() + " crossed " + rule.line().name() + " " + Wording.duration(late) + " after "
                            + rule.signal().name() + " turned red",
                    Values.builder()
                            .put("red_s", Wording.seconds(late))
                            .put("signal", rule.signal().name())
                            .build()));
        }
    }

    /** Since when the signal was red at a moment of the near past; null if it was not. */
    private @Nullable Now redSince(Now at) {
        Change then = null;
        for (Change change : changes) {
            if (change.at().watched() <= at.watched()) {
                then = change;
            }
        }
        return then == null || then.state() != Signal.State.RED ? null : then.at();
    }

    @Override
    public void end(Now now, Outputs out) {
        // nothing stays open: a crossing ends as it begins
    }

    @Override
    public Explanation explain(Sighting last, Now now) {
        Passage passage = passages.get(last.id());
        Explanation crossed = GateCounter.explain(rule, gate, rule.line().name(), passage, last, now);
        Now red = crossed.met() && passage != null && passage.last() != null
                ? redSince(passage.last().at())
                : now;
        return red != null ? crossed : Reasons.missed(rule, last, Reasons.lack(crossed.why() + ", not at red", 1));
    }

    @Override
    public Explanation explain(Now now) {
        String state = latest().name().toLowerCase(Locale.ROOT);
        boolean red = latest() == Signal.State.RED;
        return Reasons.scene(rule, false, rule.signal().name() + " is " + state, red ? 0.9 : 0);
    }

    @Override
    public int held() {
        return passages.size();
    }
}
