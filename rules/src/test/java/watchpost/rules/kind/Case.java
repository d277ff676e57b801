package watchpost.rules.kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static watchpost.rules.Actor.at;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.RuleEvent;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.core.rule.RuleSpec;
import watchpost.rules.Actor;
import watchpost.rules.Film;
import watchpost.rules.Generated;
import watchpost.rules.Scenario;
import watchpost.rules.engine.RuleInput;
import watchpost.rules.engine.RuleInput.CameraChanged;
import watchpost.rules.engine.RuleInput.SignalSeen;
import watchpost.rules.engine.RuleInput.TimeAdvanced;

/** {@code told} opened incidents of {@code kind} are expected of what {@code actors} do, whatever the chances of the scene. */
record Case(
        String name,
        IncidentKind kind,
        RuleSpec rule,
        int told,
        Function<SplittableRandom, List<Actor>> actors,
        List<RuleInput> besides) {
    Case(String name, IncidentKind kind, RuleSpec rule, int told, Function<SplittableRandom, List<Actor>> actors) {
        this(name, kind, rule, told, actors, List.of());
    }

    private static final int SCENES = 40;
    private static final double LENGTH = 40;

    void check() {
        Generated.checkWhole(SCENES, seed -> scenario(seed), scenario -> {
            List<RuleInput> inputs = new ArrayList<>(scenario.frames());
            for (RuleInput besides : besides()) {
                int at = 0;
                while (at < inputs.size() && time(inputs.get(at)) < time(besides)) {
                    at++;
                }
                inputs.add(at, besides);
            }
            inputs.add(new TimeAdvanced(scenario.end()));
            List<RuleEvent> opened = Film.events(Phase.OPENED, Film.play(List.of(rule()), inputs));
            assertEquals(told(), opened.size(), () -> name() + ": " + opened);
            assertTrue(opened.stream().allMatch(event -> event.kind() == kind()));
        });
    }

    private static double time(RuleInput input) {
        if (input instanceof RuleInput.TracksSeen seen) {
            return seen.at().stream().toMillis();
        }
        return input instanceof CameraChanged changed
                ? changed.at().stream().toMillis()
                : ((SignalSeen) input).at().stream().toMillis();
    }

    private Scenario scenario(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double fps = new double[] {4, 6, 10, 15}[random.nextInt(4)];
        double tremble = random.nextBoolean() ? 0.002 : 0;
        return new Scenario(seed, actors.apply(random), LENGTH, fps, tremble);
    }

    /** A value within {@code by} of another. */
    static double about(SplittableRandom random, double value, double by) {
        return value + random.nextDouble(-by, by);
    }
}
