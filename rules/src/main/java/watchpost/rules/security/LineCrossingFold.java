package watchpost.rules.security;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.Place;
import watchpost.core.event.RuleEvent;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.core.event.Values;
import watchpost.core.rule.Direction;
import watchpost.core.rule.RuleSpec;
import watchpost.core.rule.SecurityRule;
import watchpost.rules.fold.ByTrack;
import watchpost.rules.fold.Counted;
import watchpost.rules.fold.Explanation;
import watchpost.rules.fold.Now;
import watchpost.rules.fold.Observation;
import watchpost.rules.fold.Outputs;
import watchpost.rules.fold.RuleFold;
import watchpost.rules.fold.Scene;
import watchpost.rules.fold.Sighting;
import watchpost.rules.part.Cooldown;
import watchpost.rules.part.Gate;
import watchpost.rules.part.GateCounter;
import watchpost.rules.part.Passage;
import watchpost.rules.part.Wording;

/** An object crosses a line: a situation that begins and ends in one instant. */
public final class LineCrossingFold implements RuleFold {
    private record Crosser(Passage passage, Cooldown past) {}

    private final SecurityRule.LineCrossing rule;
    private final Gate gate;
    private final ByTrack<Crosser> crossers;

    public LineCrossingFold(SecurityRule.LineCrossing rule) {
        this(rule, Gate.of(rule.line()), ByTrack.empty());
    }

    private LineCrossingFold(SecurityRule.LineCrossing rule, Gate gate, ByTrack<Crosser> crossers) {
        this.rule = rule;
        this.gate = gate;
        this.crossers = crossers;
    }

    private LineCrossingFold with(ByTrack<Crosser> newCrossers) {
        return newCrossers == crossers ? this : new LineCrossingFold(rule, gate, newCrossers);
    }

    @Override
    public RuleSpec spec() {
        return rule;
    }

    @Override
    public RuleFold seen(Scene scene, Outputs out) {
        return with(crossers.seen(scene.seen(), (old, seen) -> update(old, seen, out)));
    }

    private @Nullable Crosser update(@Nullable Crosser old, Observation seen, Outputs out) {
        if (!rule.watch().wantsClass(seen.track().label())) {
            return null;
        }
        if (old == null) {
            return new Crosser(Passage.seen(null, seen, gate, rule.watch()), Cooldown.NONE);
        }
        Passage passage = Passage.seen(old.passage(), seen, gate, rule.watch());
        if (Objects.equals(passage, old.passage())) {
            return old;
        }
        return new Crosser(passage, tell(passage.since(old.passage()), old.past(), seen, out));
    }

    private Cooldown tell(Passage.@Nullable Crossing crossing, Cooldown past, Observation seen, Outputs out) {
        if (crossing == null || !seen.countsFor(rule.watch())) {
            return past;
        }
        Direction direction = crossing.forwards() ? Direction.LEFT_TO_RIGHT : Direction.RIGHT_TO_LEFT;
        boolean wanted = rule.direction().isEmpty() || rule.direction().get() == direction;
        Now at = crossing.at();
        boolean armed = rule.watch().schedule().isArmed(at.moment().wall());
        if (wanted && armed) {
            out.count(new Counted(
                    rule.id(), at.moment(), seen.track(), rule.line().name(), direction.wireName()));
        }
        if (!wanted || !armed || !past.isOver(at, rule.alerting().cooldown())) {
            return past;
        }
        String name = past.nextName(Long.toString(seen.id()), at.moment());
        emit(Phase.OPENED, name, direction, at, seen.sighting(), out);
        emit(Phase.CLOSED, name, direction, at, seen.sighting(), out);
        return past.ended(at);
    }

    @Override
    public RuleFold gone(Sighting last, Outputs out) {
        long id = last.id();
        Crosser crosser = crossers.get(id);
        if (crosser == null) {
            return this;
        }
        tell(crosser.passage().gone().since(crosser.passage()), crosser.past(), new Observation(last, null), out);
        return with(crossers.without(id));
    }

    @Override
    public void end(Now now, Outputs out) {
        // nothing stays open: a crossing ends as it begins
    }

    @Override
    public Explanation explain(Sighting last, Now now) {
        Crosser crosser = crossers.get(last.id());
        Passage passage = crosser == null ? null : crosser.passage();
        return GateCounter.explain(rule, gate, rule.line().name(), passage, last, now);
    }

    @Override
    public int held() {
        return crossers.size();
    }

    private void emit(Phase phase, String name, Direction direction, Now at, Sighting sighting, Outputs out) {
        String way = direction == Direction.LEFT_TO_RIGHT ? "from left to right" : "from right to left";
        out.add(new RuleEvent(
                out.camera(),
                rule.id(),
                IncidentKind.LINE_CROSSING,
                phase,
                name,
                rule.alerting().severityAt(at.moment().wall()),
                at.moment(),
                at.moment(),
                Optional.of(Wording.subject(sighting)),
                Optional.of(new Place(Place.Shape.LINE, rule.line().name())),
                sighting.track().label() + " crossed " + rule.line().name() + " " + way,
                Values.builder().put("direction", direction.wireName()).build()));
    }
}
