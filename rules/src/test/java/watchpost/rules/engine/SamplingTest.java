package watchpost.rules.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import watchpost.core.event.RuleEvent;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.core.event.RuleOutput;
import watchpost.core.rule.RuleSpec;
import watchpost.rules.Actor;
import watchpost.rules.Film;
import watchpost.rules.Generated;
import watchpost.rules.Scenario;
import watchpost.rules.Specs;
import watchpost.rules.engine.RuleInput.TimeAdvanced;

/** What the rules say does not hang on how often the camera is looked at. */
class SamplingTest {
    private static final int SCENARIOS = Integer.getInteger("watchpost.scenarios", 10_000);
    private static final RuleSpec INTRUSION = Specs.intrusion(0.5);

    @Test
    void halfTheFrameRateMovesADwellByAtMostOneFrame() {
        for (double fps : new double[] {4, 10, 25}) {
            Generated.check(SCENARIOS / 3, seed -> Scenario.visit(seed, fps), scenario -> {
                double dwell = dwell(scenario.frames(), scenario);
                double halved = dwell(everySecond(scenario.frames()), scenario);
                assertEquals(dwell, halved, 2 / fps + 0.01);
            });
        }
    }

    @Test
    void withoutThirtyPercentOfTheFramesADwellIsRightWithinHalfASecond() {
        for (double fps : new double[] {5, 10, 25}) {
            Generated.check(SCENARIOS / 3, seed -> Scenario.visit(seed, fps), scenario -> {
                List<Actor.Stop> way = scenario.actors().get(0).places();
                // from a second before the one edge to a second before the other
                double truth = way.get(4).seconds() - way.get(1).seconds();
                assertEquals(truth, dwell(scenario.framesWithout(0.3), scenario), 0.5);
                assertEquals(dwell(scenario.frames(), scenario), dwell(scenario.framesWithout(0.3), scenario), 0.5);
            });
        }
    }

    @Test
    void halfTheFrameRateCountsTheSame() {
        Generated.check(SCENARIOS, SamplingTest::commuters, scenario -> {
            List<RuleSpec> door = List.of(Specs.crossing(Optional.empty(), 0));
            List<String> all = ways(Film.play(door, ended(scenario.frames(), scenario)));
            List<String> half = ways(Film.play(door, ended(everySecond(scenario.frames()), scenario)));
            assertEquals(all, half);
            assertTrue(all.size() >= scenario.actors().size());
        });
    }

    @Test
    void aDayOfVisitorsLeavesNothingBehind() {
        RuleState state = RuleEngine.initial(
                Film.CAMERA,
                List.of(INTRUSION, Specs.crossing(Optional.empty(), 0), Specs.footfall(3600), Specs.traffic(3600)));
        SplittableRandom random = new SplittableRandom(1);
        int opened = 0;
        int most = 0;
        for (int visit = 0; visit < 24 * 60; visit++) {
            List<Actor> visitors = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                double start = visit * 60 + random.nextDouble(10);
                double x = random.nextDouble(0.35, 0.65);
                visitors.add(Actor.person(visit * 10L + i, Actor.at(start, x, 0.1), Actor.at(start + 20, x, 0.9)));
            }
            for (double t = 0; t < 60; t += 1) {
                Step step = RuleEngine.step(state, Film.frame(Film.moment(visit * 60 + t), visitors));
                state = step.state();
                opened += Film.events(Phase.OPENED, step.outputs()).size();
                most = Math.max(most, state.held());
            }
        }
        assertTrue(opened > 2000, opened + " situations in the day");
        assertTrue(most <= 3 * 5, most + " memories of at most three objects in four rules");
        assertEquals(0, state.held());
    }

    /** People who go once or more from one side of the door to the other, at a walking pace, and wait there. */
    private static Scenario commuters(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Actor> actors = new ArrayList<>();
        for (int id = random.nextInt(1, 5); id > 0; id--) {
            List<Actor.Stop> stops = new ArrayList<>();
            double t = random.nextDouble(2);
            boolean above = random.nextBoolean();
            for (int leg = random.nextInt(2, 5); leg > 0; leg--) {
                double x = random.nextDouble(0.1, 0.9);
                double y = above ? random.nextDouble(0.1, 0.4) : random.nextDouble(0.6, 0.9);
                stops.add(Actor.at(t, x, y));
                stops.add(Actor.at(t + 1.5, x, y));
                t += 1.5 + random.nextDouble(3, 6);
                above = !above;
            }
            double last = stops.get(stops.size() - 1).seconds();
            actors.add(Actor.person(id, stops.toArray(Actor.Stop[]::new)));
            assertTrue(last < 40);
        }
        return new Scenario(seed, actors, 40, 4, 0);
    }

    private static List<String> ways(List<RuleOutput> outputs) {
        return Film.events(Phase.OPENED, outputs).stream()
                .map(event -> event.subject().orElseThrow().track() + " "
                        + event.attributes().entries().get("direction"))
                .sorted()
                .toList();
    }

    private static double dwell(List<RuleInput> frames, Scenario scenario) {
        List<RuleEvent> closed = Film.events(Phase.CLOSED, Film.play(List.of(INTRUSION), ended(frames, scenario)));
        assertEquals(1, closed.size());
        return (double) closed.get(0).attributes().entries().get("dwell_s");
    }

    private static List<RuleInput> ended(List<RuleInput> frames, Scenario scenario) {
        List<RuleInput> inputs = new ArrayList<>(frames);
        inputs.add(new TimeAdvanced(scenario.end()));
        return inputs;
    }

    private static List<RuleInput> everySecond(List<RuleInput> frames) {
        List<RuleInput> half = new ArrayList<>();
        for (int i = 0; i < frames.size(); i += 2) {
            half.add(frames.get(i));
        }
        return half;
    }
}
