package watchpost.rules.engine;

import java.util.List;
import watchpost.core.id.CameraId;
import watchpost.core.rule.RuleSpec;
import watchpost.rules.fold.ByTrack;
import watchpost.rules.fold.RuleFold;
import watchpost.rules.fold.Sighting;

/** All that the rules of one camera remember. Immutable; made by {@link RuleEngine}. */
public final class RuleState {
    private final CameraId camera;
    private final List<RuleFold> folds;
    private final Timeline timeline;
    private final ByTrack<Sighting> book;

    RuleState(CameraId camera, List<RuleFold> folds, Timeline timeline, ByTrack<Sighting> book) {
        this.camera = camera;
        this.folds = List.copyOf(folds);
        this.timeline = timeline;
        this.book = book;
    }

    public CameraId camera() {
        return camera;
    }

    /** The rules that hold, in order. */
    public List<RuleSpec> rules() {
        return folds.stream().map(RuleFold::spec).toList();
    }

    /** How many memories of objects are held, over all rules: bounded by the objects in view times the number of rules. */
    public int held() {
        return book.size() + folds.stream().mapToInt(RuleFold::held).sum();
    }

    List<RuleFold> folds() {
        return folds;
    }

    Timeline timeline() {
        return timeline;
    }

    /** Every object that is not gone, as it was last seen. */
    ByTrack<Sighting> book() {
        return book;
    }
}
