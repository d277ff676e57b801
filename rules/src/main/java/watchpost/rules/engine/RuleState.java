package watchpost.rules.engine;

import java.util.List;
import java.util.Optional;
import watchpost.core.ground.GroundPlane;
import watchpost.core.id.CameraId;
import watchpost.core.rule.RuleSpec;
import watchpost.rules.fold.ByTrack;
import watchpost.rules.fold.RuleFold;
import watchpost.rules.fold.Sighting;

/** All that the rules of one camera remember. Immutable; made by {@link RuleEngine}. */
public final class RuleState {
    private final CameraId camera;
    private final Optional<GroundPlane> ground;
    private final List<RuleFold> folds;
    private final Timeline timeline;
    private final ByTrack<Sighting> book;

    RuleState(
            CameraId camera,
            Optional<GroundPlane> ground,
            List<RuleFold> folds,
            Timeline timeline,
            ByTrack<Sighting> book) {
        this.camera = camera;
        this.ground = ground;
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

    RuleState with(Timeline newTimeline) {
        return with(folds, newTimeline, book);
    }

    RuleState with(List<RuleFold> newFolds) {
        return with(newFolds, timeline, book);
    }

    RuleState with(List<RuleFold> newFolds, Timeline newTimeline, ByTrack<Sighting> newBook) {
        return new RuleState(camera, ground, newFolds, newTimeline, newBook);
    }

    /** What the camera's places are in metres, where it is calibrated. */
    Optional<GroundPlane> ground() {
        return ground;
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
