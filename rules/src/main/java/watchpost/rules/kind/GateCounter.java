package watchpost.rules.kind;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import watchpost.core.rule.Watch;
import watchpost.rules.fold.ByTrack;
import watchpost.rules.fold.Now;
import watchpost.rules.fold.Observation;
import watchpost.rules.fold.Sighting;

/** Collects the crossings of one gate in one step by the objects that a rule looks for. Lives within the step. */
final class GateCounter {
    /** One crossing that counts. */
    record Counted(boolean forwards, Now at, String label) {}

    private final Watch watch;
    private final Gate gate;
    private List<Counted> crossings = List.of();

    GateCounter(Watch watch, Gate gate) {
        this.watch = watch;
        this.gate = gate;
    }

    /** An object is seen; for {@link ByTrack#seen}. */
    @Nullable
    Passage seen(@Nullable Passage old, Observation seen) {
        if (!watch.wantsClass(seen.track().label())) {
            return null;
        }
        Passage passage = Passage.seen(old, seen, gate, watch.anchor());
        count(passage.since(old), seen);
        return passage;
    }

    /** An object is gone; it crossed if it was beyond the gate when last seen. */
    ByTrack<Passage> gone(ByTrack<Passage> passages, Sighting last) {
        Passage passage = passages.get(last.track().id());
        if (passage == null) {
            return passages;
        }
        count(passage.gone().since(passage), new Observation(last, null));
        return passages.without(last.track().id());
    }

    private void count(Passage.@Nullable Crossing crossing, Observation seen) {
        if (crossing != null && seen.countsFor(watch)) {
            if (crossings.isEmpty()) {
                crossings = new ArrayList<>(2);
            }
            crossings.add(
                    new Counted(crossing.forwards(), crossing.at(), seen.track().label()));
        }
    }

    List<Counted> crossings() {
        return crossings;
    }
}
