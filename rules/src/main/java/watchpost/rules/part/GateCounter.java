package watchpost.rules.part;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import watchpost.core.rule.RuleSpec;
import watchpost.core.rule.Watch;
import watchpost.rules.fold.ByTrack;
import watchpost.rules.fold.Explanation;
import watchpost.rules.fold.Now;
import watchpost.rules.fold.Observation;
import watchpost.rules.fold.Sighting;

/** Collects the crossings of one gate in one step by the objects that a rule looks for. Lives within the step. */
public final class GateCounter {
    /** One crossing that counts. */
    public record Counted(boolean forwards, Now at, Sighting sighting) {
        public String label() {
            return sighting.track().label();
        }
    }

    private final Watch watch;
    private final Gate gate;
    private List<Counted> crossings = List.of();

    public GateCounter(Watch watch, Gate gate) {
        this.watch = watch;
        this.gate = gate;
    }

    /** An object is seen; for {@link ByTrack#seen}. */
    public @Nullable Passage seen(@Nullable Passage old, Observation seen) {
        if (!watch.wantsClass(seen.track().label())) {
            return null;
        }
        Passage passage = Passage.seen(old, seen, gate, watch);
        count(passage.since(old), seen);
        return passage;
    }

    /** An object is gone; it crossed if it was beyond the gate when last seen. */
    public ByTrack<Passage> gone(ByTrack<Passage> passages, Sighting last) {
        Passage passage = passages.get(last.id());
        if (passage == null) {
            return passages;
        }
        count(passage.gone().since(passage), new Observation(last, null));
        return passages.without(last.id());
    }

    private void count(Passage.@Nullable Crossing crossing, Observation seen) {
        if (crossing != null && seen.countsFor(watch)) {
            if (crossings.isEmpty()) {
                crossings = new ArrayList<>(2);
            }
            crossings.add(new Counted(crossing.forwards(), crossing.at(), seen.sighting()));
        }
    }

    /** How an object stands with the gate: its latest crossing if that was a moment ago, else how far it is from one. */
    public static Explanation explain(
            RuleSpec rule, Gate gate, String name, @Nullable Passage passage, Sighting last, Now now) {
        Passage.Crossing crossing = passage == null ? null : passage.last();
        Reasons.Lack unwanted = Reasons.unwanted(rule.watch(), last, now);
        if (unwanted != null) {
            return Reasons.missed(rule, last, unwanted);
        }
        if (crossing != null) {
            String way = crossing.forwards() ? "forwards" : "backwards";
            long since = now.watched() - crossing.at().watched();
            return Reasons.met(rule, last, "crossed " + name + " " + way + " " + Wording.duration(since) + " ago");
        }
        return Reasons.missed(rule, last, Reasons.away(passage, gate, name, rule.watch(), last));
    }

    public List<Counted> crossings() {
        return crossings;
    }
}
