package watchpost.rules.part;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import watchpost.core.geometry.Box;
import watchpost.core.rule.Direction;
import watchpost.core.rule.RuleSpec;
import watchpost.core.rule.Tripwire;
import watchpost.rules.fold.ByTrack;
import watchpost.rules.fold.Counted;
import watchpost.rules.fold.Explanation;
import watchpost.rules.fold.Now;
import watchpost.rules.fold.Outputs;
import watchpost.rules.fold.Scene;
import watchpost.rules.fold.Sighting;

/**
 * People through a door, each once: what crosses the line the same way, at the same time and in the same place as somebody who was just
 * counted is a second box on that person. Immutable.
 *
 * @param recent the last crossings that were counted
 */
public record Door(
        RuleSpec rule, Tripwire line, Direction in, Gate gate, ByTrack<Passage> passages, List<Recent> recent) {
    private static final long SAME_TIME = Duration.ofMillis(700).toNanos();
    private static final double SAME_PLACE = 0.5;
    private static final int REMEMBERED = 8;

    /** A counted crossing. */
    public record Recent(long track, boolean inwards, long at, Box box) {}

    /** The door after a step, and who went through it. */
    public record Step(Door door, List<Through> through) {}

    /** Somebody went through. */
    public record Through(boolean inwards, Now at, Sighting sighting) {
        public String label() {
            return sighting.track().label();
        }
    }

    public static Door of(RuleSpec rule, Tripwire line, Direction in) {
        return new Door(rule, line, in, Gate.of(line), ByTrack.empty(), List.of());
    }

    /** A frame was analysed. */
    public Step seen(Scene scene, Outputs out) {
        GateCounter counter = new GateCounter(rule.watch(), gate);
        return judged(passages.seen(scene.seen(), counter::seen), counter.crossings(), out);
    }

    /** An object is gone; it went through if it was beyond the line when last seen. */
    public Step gone(Sighting last, Outputs out) {
        GateCounter counter = new GateCounter(rule.watch(), gate);
        return judged(counter.gone(passages, last), counter.crossings(), out);
    }

    private Step judged(ByTrack<Passage> next, List<GateCounter.Counted> crossings, Outputs out) {
        if (crossings.isEmpty()) {
            return new Step(next == passages ? this : new Door(rule, line, in, gate, next, recent), List.of());
        }
        List<Recent> known = new ArrayList<>(recent);
        List<Through> through = new ArrayList<>();
        for (GateCounter.Counted crossing : crossings) {
            boolean inwards = crossing.forwards() == (in == Direction.LEFT_TO_RIGHT);
            Recent it = new Recent(
                    crossing.sighting().id(),
                    inwards,
                    crossing.at().watched(),
                    crossing.sighting().track().box());
            boolean armed =
                    rule.watch().schedule().isArmed(crossing.at().moment().wall());
            if (armed && known.stream().noneMatch(other -> isSame(other, it))) {
                known.add(it);
                through.add(new Through(inwards, crossing.at(), crossing.sighting()));
                out.count(new Counted(
                        rule.id(),
                        crossing.at().moment(),
                        crossing.sighting().track(),
                        line.name(),
                        inwards ? "in" : "out"));
            }
        }
        List<Recent> kept = known.subList(Math.max(0, known.size() - REMEMBERED), known.size());
        return new Step(new Door(rule, line, in, gate, next, List.copyOf(kept)), through);
    }

    private static boolean isSame(Recent one, Recent other) {
        return one.track() != other.track()
                && one.inwards() == other.inwards()
                && Math.abs(one.at() - other.at()) <= SAME_TIME
                && one.box().iou(other.box()) >= SAME_PLACE;
    }

    public Explanation explain(Sighting last, Now now) {
        return GateCounter.explain(rule, gate, line.name(), passages.get(last.id()), last, now);
    }
}
