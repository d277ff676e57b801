package watchpost.rules.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import watchpost.core.ground.GroundPlane;
import watchpost.core.id.CameraId;
import watchpost.core.rule.RuleSpec;
import watchpost.core.time.Moment;
import watchpost.core.vision.Track;
import watchpost.rules.engine.RuleInput.CameraChanged;
import watchpost.rules.engine.RuleInput.CameraGap;
import watchpost.rules.engine.RuleInput.RulesChanged;
import watchpost.rules.engine.RuleInput.SignalSeen;
import watchpost.rules.engine.RuleInput.TimeAdvanced;
import watchpost.rules.engine.RuleInput.TracksSeen;
import watchpost.rules.fold.ByTrack;
import watchpost.rules.fold.Explanation;
import watchpost.rules.fold.Now;
import watchpost.rules.fold.Observation;
import watchpost.rules.fold.Outputs;
import watchpost.rules.fold.RuleFold;
import watchpost.rules.fold.Scene;
import watchpost.rules.fold.Sighting;
import watchpost.rules.fold.Tolerances;
import watchpost.rules.kind.Kinds;

/**
 * The rules of one camera as a pure fold over virtual time. The same inputs give the same outputs; time comes from the inputs alone.
 * An input that lies before the last frame is ignored.
 */
public final class RuleEngine {
    private RuleEngine() {}

    /** The state of a camera that is not calibrated, before anything was seen. Rule ids are unique within the list. */
    public static RuleState initial(CameraId camera, List<RuleSpec> rules) {
        return initial(camera, rules, Optional.empty());
    }

    /** The state before anything was seen. Rule ids are unique within the list; a rule that needs the ground is silent without it. */
    public static RuleState initial(CameraId camera, List<RuleSpec> rules, Optional<GroundPlane> ground) {
        List<RuleFold> folds =
                rules.stream().map(rule -> Kinds.start(rule, ground)).toList();
        return new RuleState(camera, ground, folds, Timeline.START, ByTrack.empty());
    }

    /** Takes one input in. No output is later than its input; a situation that ended unseen is told with the time at which it ended. */
    public static Step step(RuleState state, RuleInput input) {
        if (input instanceof TracksSeen seen) {
            return seen(state, seen);
        }
        if (input instanceof TimeAdvanced advanced) {
            return advanced(state, advanced.at());
        }
        if (input instanceof CameraGap gap) {
            Timeline timeline = state.timeline().withGap(gap.from(), gap.to());
            return advanced(state.with(timeline), gap.to());
        }
        if (input instanceof CameraChanged changed) {
            return told(state, changed.at(), (fold, now, out) -> fold.camera(changed.state(), now, out));
        }
        if (input instanceof SignalSeen signal) {
            return told(state, signal.at(), (fold, now, out) -> fold.signal(signal.signal(), signal.state(), now, out));
        }
        return changed(state, (RulesChanged) input);
    }

    /**
     * How each object of the last frame stands with each rule, by object, then by rule; and after these how the scene stands with the rules
     * that are about all of it: why it was told of, or what it lacks.
     */
    public static List<Explanation> explain(RuleState state) {
        List<Explanation> explanations = new ArrayList<>();
        Now now = state.timeline().lastFrame();
        if (now == null) {
            return explanations;
        }
        for (int i = 0; i < state.book().size(); i++) {
            Sighting sighting = state.book().valueAt(i);
            if (sighting.at().equals(now)) {
                state.folds().forEach(fold -> explanations.add(fold.explain(sighting, now)));
            }
        }
        for (RuleFold fold : state.folds()) {
            Explanation whole = fold.explain(now);
            if (whole != null) {
                explanations.add(whole);
            }
        }
        return explanations;
    }

    private static Step seen(RuleState state, TracksSeen input) {
        Timeline timeline = state.timeline();
        if (timeline.isPast(input.at())) {
            return new Step(state, List.of(), List.of());
        }
        Outputs out = new Outputs(state.camera());
        Now now = timeline.now(input.at());
        RuleState settled = giveUp(state, now, out);
        List<Observation> observations = observe(settled.book(), input.tracks(), now);
        Scene scene = scene(timeline, now, observations);
        ByTrack<Sighting> book = settled.book().seen(observations, (old, observation) -> observation.sighting());
        List<RuleFold> folds = each(settled.folds(), fold -> fold.seen(scene, out));
        return step(settled.with(folds, timeline.withFrame(now), book), out);
    }

    private static Step step(RuleState state, Outputs out) {
        return new Step(state, out.collected(), out.counted());
    }

    private static Scene scene(Timeline timeline, Now now, List<Observation> observations) {
        Now before = timeline.lastFrame();
        if (before == null) {
            return new Scene(now, 0, true, observations);
        }
        long watched = now.watched() - before.watched();
        boolean hole = watched > Tolerances.UNWATCHED;
        return new Scene(now, hole ? 0 : watched, hole || timeline.gapSinceFrame(), observations);
    }

    private static List<Observation> observe(ByTrack<Sighting> book, List<Track> tracks, Now now) {
        List<Track> ordered = tracks;
        if (!isOrdered(tracks)) {
            ordered = new ArrayList<>(tracks);
            ordered.sort(Comparator.comparingLong(Track::id));
        }
        List<Observation> observations = new ArrayList<>(ordered.size());
        long last = Long.MIN_VALUE;
        for (Track track : ordered) {
            if (track.observed() && track.id() != last) {
                last = track.id();
                Sighting before = book.get(track.id());
                observations.add(new Observation(Sighting.of(track, now, before), before));
            }
        }
        return observations;
    }

    private static boolean isOrdered(List<Track> tracks) {
        for (int i = 1; i < tracks.size(); i++) {
            if (tracks.get(i - 1).id() > tracks.get(i).id()) {
                return false;
            }
        }
        return true;
    }

    private static Step advanced(RuleState state, Moment at) {
        Timeline timeline = state.timeline();
        if (timeline.isPast(at)) {
            return new Step(state, List.of(), List.of());
        }
        Outputs out = new Outputs(state.camera());
        RuleState settled = giveUp(state, timeline.now(at), out);
        long unwatched = timeline.sinceFrame(at);
        return step(settled.with(each(settled.folds(), fold -> fold.passed(timeline.now(at), unwatched, out))), out);
    }

    /** What becomes of a rule that is told something. */
    @FunctionalInterface
    private interface Telling {
        RuleFold tell(RuleFold fold, Now now, Outputs out);
    }

    private static Step told(RuleState state, Moment at, Telling telling) {
        Timeline timeline = state.timeline();
        if (timeline.isPast(at)) {
            return new Step(state, List.of(), List.of());
        }
        Outputs out = new Outputs(state.camera());
        Now now = timeline.now(at);
        return step(state.with(each(state.folds(), fold -> telling.tell(fold, now, out))), out);
    }

    /** Lets go of the objects that were not seen for too long, the longest unseen first. */
    private static RuleState giveUp(RuleState state, Now now, Outputs out) {
        List<Sighting> gone = null;
        ByTrack<Sighting> book = state.book();
        for (int i = 0; i < book.size(); i++) {
            Sighting sighting = book.valueAt(i);
            if (now.watched() - sighting.at().watched() >= Tolerances.GONE) {
                gone = gone == null ? new ArrayList<>() : gone;
                gone.add(sighting);
            }
        }
        if (gone == null) {
            return state;
        }
        gone.sort(Comparator.comparingLong(sighting -> sighting.at().watched()));
        List<RuleFold> folds = state.folds();
        for (Sighting sighting : gone) {
            folds = each(folds, fold -> fold.gone(sighting, out));
            book = book.without(sighting.id());
        }
        return state.with(folds, state.timeline(), book);
    }

    private static Step changed(RuleState state, RulesChanged input) {
        Outputs out = new Outputs(state.camera());
        Now now = state.timeline().now(input.at());
        for (RuleFold fold : state.folds()) {
            if (!input.rules().contains(fold.spec())) {
                fold.end(now, out);
            }
        }
        List<RuleFold> folds = new ArrayList<>();
        for (RuleSpec spec : input.rules()) {
            RuleFold kept = find(state.folds(), spec);
            folds.add(kept == null ? Kinds.start(spec, state.ground()) : kept);
        }
        return step(state.with(folds), out);
    }

    private static @Nullable RuleFold find(List<RuleFold> folds, RuleSpec spec) {
        for (RuleFold fold : folds) {
            if (fold.spec().equals(spec)) {
                return fold;
            }
        }
        return null;
    }

    private static List<RuleFold> each(List<RuleFold> folds, UnaryOperator<RuleFold> change) {
        List<RuleFold> changed = new ArrayList<>(folds.size());
        for (RuleFold fold : folds) {
            changed.add(change.apply(fold));
        }
        return changed;
    }
}
