package watchpost.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import watchpost.core.event.Level;
import watchpost.core.event.Measurement;
import watchpost.core.event.RuleEvent;
import watchpost.core.event.RuleOutput;
import watchpost.core.id.CameraId;
import watchpost.core.rule.RuleSpec;
import watchpost.core.time.ClockQuality;
import watchpost.core.time.Moment;
import watchpost.core.vision.Track;
import watchpost.rules.engine.RuleEngine;
import watchpost.rules.engine.RuleInput;
import watchpost.rules.engine.RuleInput.TracksSeen;
import watchpost.rules.engine.RuleState;
import watchpost.rules.engine.Step;

/** Plays actors to the rule engine and keeps what it says. */
public final class Film {
    public static final CameraId CAMERA = new CameraId("gate");
    /** A minute that begins on every usual grid. */
    public static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    private Film() {}

    public static Moment moment(double seconds) {
        return moment(Duration.ofNanos(Math.round(seconds * 1e9)));
    }

    public static Moment moment(Duration since) {
        return new Moment(since, START.plus(since), ClockQuality.SYNCED);
    }

    /** The frames from 0 to {@code seconds}, {@code fps} a second, with the tracks of the actors that are there. */
    public static List<RuleInput> frames(double seconds, double fps, List<Actor> actors) {
        List<RuleInput> inputs = new ArrayList<>();
        long count = Math.round(seconds * fps);
        for (long i = 0; i <= count; i++) {
            inputs.add(frame(moment(i / fps), actors));
        }
        return inputs;
    }

    public static TracksSeen frame(Moment now, List<Actor> actors) {
        List<Track> tracks = new ArrayList<>();
        for (Actor actor : actors) {
            if (actor.isThere(now.stream())) {
                Moment first = moment(actor.places().get(0).seconds());
                tracks.add(new Track(
                        actor.id(),
                        actor.label(),
                        0.8,
                        actor.box(now.stream()),
                        first,
                        now,
                        true,
                        travelled(actor, now)));
            }
        }
        return new TracksSeen(now, tracks);
    }

    private static double travelled(Actor actor, Moment now) {
        Moment first = moment(actor.places().get(0).seconds());
        return actor.feet(first.stream()).distanceTo(actor.feet(now.stream()));
    }

    /** A camera on calibrated ground that has seen nothing. */
    public static RuleState initial(CameraId camera, List<RuleSpec> rules) {
        return RuleEngine.initial(camera, rules, Optional.of(Rules.GROUND));
    }

    public static List<RuleOutput> play(List<RuleSpec> rules, List<RuleInput> inputs) {
        return play(initial(CAMERA, rules), inputs);
    }

    public static List<RuleOutput> play(RuleState begin, List<RuleInput> inputs) {
        RuleState state = begin;
        List<RuleOutput> outputs = new ArrayList<>();
        for (RuleInput input : inputs) {
            Step step = RuleEngine.step(state, input);
            state = step.state();
            outputs.addAll(step.outputs());
        }
        return outputs;
    }

    /** Plays frames, and then time enough for everything to end. */
    public static List<RuleOutput> play(RuleSpec rule, double seconds, double fps, Actor... actors) {
        List<RuleInput> inputs = frames(seconds, fps, List.of(actors));
        inputs.add(new RuleInput.TimeAdvanced(moment(seconds + 600)));
        return play(List.of(rule), inputs);
    }

    public static List<RuleEvent> events(List<RuleOutput> outputs) {
        return only(RuleEvent.class, outputs, event -> true);
    }

    public static List<RuleEvent> events(RuleEvent.Phase phase, List<RuleOutput> outputs) {
        return only(RuleEvent.class, outputs, event -> event.phase() == phase);
    }

    public static List<Measurement> measurements(List<RuleOutput> outputs) {
        return only(Measurement.class, outputs, measurement -> true);
    }

    public static List<Level> levels(List<RuleOutput> outputs) {
        return only(Level.class, outputs, level -> true);
    }

    private static <T> List<T> only(Class<T> type, List<RuleOutput> outputs, Predicate<T> wanted) {
        return outputs.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(wanted)
                .toList();
    }
}
