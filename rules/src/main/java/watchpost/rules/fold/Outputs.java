package watchpost.rules.fold;

import java.util.ArrayList;
import java.util.List;
import watchpost.core.event.RuleOutput;
import watchpost.core.id.CameraId;

/** Collects what the rules of one camera conclude in one step, in order. Lives within the step. */
public final class Outputs {
    private final CameraId camera;
    private final List<RuleOutput> collected = new ArrayList<>();
    private List<Counted> counted = List.of();

    public Outputs(CameraId camera) {
        this.camera = camera;
    }

    public CameraId camera() {
        return camera;
    }

    public void add(RuleOutput output) {
        collected.add(output);
    }

    /** Notes one object that a measurement counts. */
    public void count(Counted one) {
        if (counted.isEmpty()) {
            counted = new ArrayList<>();
        }
        counted.add(one);
    }

    public List<Counted> counted() {
        return List.copyOf(counted);
    }

    public List<RuleOutput> collected() {
        return List.copyOf(collected);
    }
}
