package watchpost.rules.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.Level;
import watchpost.core.event.Measurement;
import watchpost.core.event.RuleEvent;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.core.event.RuleOutput;
import watchpost.core.id.CameraId;
import watchpost.core.id.RuleId;
import watchpost.core.rule.RuleSpec;
import watchpost.core.rule.SecurityRule;
import watchpost.core.time.Moment;
import watchpost.core.vision.Track;
import watchpost.rules.Film;
import watchpost.rules.Generated;
import watchpost.rules.Rules;
import watchpost.rules.Scenario;
import watchpost.rules.Specs;
import watchpost.rules.engine.RuleInput.TimeAdvanced;
import watchpost.rules.engine.RuleInput.TracksSeen;

/** What holds for the rules in every scene. */
class PureCoreTest {
    private static final int SCENARIOS = Integer.getInteger("watchpost.scenarios", 10_000);
    private static final double COOLDOWN = 4;
    private static final int AT_ONCE = 2;
    /** Of the rules whose cooldown is not half a minute; what crosses at red, or is taken or left alone, is told each time. */
    private static final Map<String, Double> COOLDOWNS = Map.of(
            "cooled", COOLDOWN, "door-crossing", 0.0, "red-light", 0.0, "abandoned", 0.0, "removed", 0.0, "stock", 0.0);

    private static final List<RuleSpec> EVERY =
            Stream.concat(Stream.of(cooled()), Rules.all().stream()).toList();

    private static RuleSpec cooled() {
        SecurityRule.LineCrossing rule = Specs.crossing(Optional.empty(), COOLDOWN);
        return new SecurityRule.LineCrossing(
                new RuleId("cooled"), rule.watch(), rule.line(), rule.direction(), rule.alerting());
    }

    /** Some of all rules, other ones in each scene: all at once would take too long. */
    private static List<RuleSpec> rules(Scenario scenario) {
        SplittableRandom random = new SplittableRandom(scenario.seed() ^ 0x5DEECE66DL);
        List<RuleSpec> left = new ArrayList<>(EVERY);
        List<RuleSpec> chosen = new ArrayList<>();
        while (chosen.size() < AT_ONCE) {
            chosen.add(left.remove(random.nextInt(left.size())));
        }
        return chosen;
    }

    private static void check(Consumer<Scenario> property) {
        Generated.check(SCENARIOS, Scenario::random, property);
    }

    private static List<RuleOutput> play(List<RuleInput> frames, Scenario scenario) {
        List<RuleInput> inputs = new ArrayList<>(frames);
        inputs.add(new TimeAdvanced(scenario.end()));
        return Film.play(rules(scenario), inputs);
    }

    @Test
    void theSameInputGivesTheSameOutput() {
        check(scenario -> assertEquals(play(scenario.frames(), scenario), play(scenario.frames(), scenario)));
    }

    @Test
    void advancingTimeInBetweenChangesNothing() {
        check(scenario -> {
            SplittableRandom random = new SplittableRandom(scenario.seed() + 1);
            List<RuleInput> chunked = new ArrayList<>();
            Moment last = null;
            for (RuleInput input : scenario.framesWithout(0.3)) {
                Moment now = ((TracksSeen) input).at();
                if (last != null) {
                    Duration gap = now.since(last);
                    for (int i = random.nextInt(3); i > 0; i--) {
                        chunked.add(new TimeAdvanced(last.plus(Duration.ofNanos(random.nextLong(gap.toNanos() + 1)))));
                    }
                }
                chunked.add(input);
                last = now;
            }
            for (int i = 0; i < 20; i++) {
                chunked.add(new TimeAdvanced(Film.moment(scenario.seconds() + i * 0.5)));
            }
            assertEquals(sorted(play(scenario.framesWithout(0.3), scenario)), sorted(play(chunked, scenario)));
        });
    }

    @Test
    void theSameFrameTwiceChangesNothing() {
        check(scenario -> {
            List<RuleInput> doubled = new ArrayList<>();
            for (RuleInput input : scenario.frames()) {
                doubled.add(input);
                doubled.add(input);
            }
            assertEquals(Film.events(play(scenario.frames(), scenario)), Film.events(play(doubled, scenario)));
        });
    }

    @Test
    void anotherTimeOfTheStreamOrTheDayGivesTheSame() {
        check(scenario -> {
            SplittableRandom random = new SplittableRandom(scenario.seed() + 2);
            Duration stream = Duration.ofMillis(random.nextInt(100_000_000));
            Duration wall = Duration.ofHours(random.nextInt(-10_000, 10_000));
            List<RuleInput> shifted = new ArrayList<>();
            scenario.frames().forEach(input -> shifted.add(shifted((TracksSeen) input, stream, wall)));
            shifted.add(new TimeAdvanced(shifted(scenario.end(), stream, wall)));
            List<String> expected = described(play(scenario.frames(), scenario), Duration.ZERO, Duration.ZERO);
            assertEquals(expected, described(Film.play(rules(scenario), shifted), stream, wall));
        });
    }

    @Test
    void rulesDoNotKnowEachOther() {
        check(scenario -> {
            List<RuleInput> inputs = new ArrayList<>(scenario.frames());
            inputs.add(new TimeAdvanced(scenario.end()));
            List<RuleOutput> together = Film.play(rules(scenario), inputs);
            for (RuleSpec rule : rules(scenario)) {
                List<RuleOutput> ofRule = together.stream()
                        .filter(output -> output.rule().equals(rule.id()))
                        .toList();
                assertEquals(ofRule, Film.play(List.of(rule), inputs));
            }
        });
    }

    @Test
    void camerasDoNotKnowEachOther() {
        check(scenario -> {
            RuleState gate = Film.initial(Film.CAMERA, rules(scenario));
            RuleState yard = Film.initial(new CameraId("yard"), rules(scenario));
            List<RuleOutput> ofGate = new ArrayList<>();
            List<RuleInput> frames = scenario.frames();
            for (int i = 0; i < frames.size(); i++) {
                Step step = RuleEngine.step(gate, frames.get(i));
                gate = step.state();
                ofGate.addAll(step.outputs());
                Step other = RuleEngine.step(yard, frames.get(frames.size() - 1 - (i * 7) % frames.size()));
                yard = other.state();
                assertTrue(other.outputs().stream()
                        .allMatch(output -> output.camera().value().equals("yard")));
            }
            assertEquals(Film.play(rules(scenario), frames), ofGate);
        });
    }

    @Test
    void nothingIsToldBeforeItHappened() {
        check(scenario -> {
            RuleState state = Film.initial(Film.CAMERA, rules(scenario));
            for (RuleInput input : scenario.frames()) {
                Step step = RuleEngine.step(state, input);
                state = step.state();
                Moment now = ((TracksSeen) input).at();
                for (RuleOutput output : step.outputs()) {
                    assertFalse(now.isBefore(output.at()), () -> output + " at " + now);
                    assertFalse(now.wall().isBefore(output.at().wall()), () -> output + " at " + now);
                }
            }
        });
    }

    @Test
    void aCrossingIsAChangeOfSideAndTheyTakeTurns() {
        check(scenario -> {
            List<RuleInput> frames = scenario.frames();
            Map<Long, String> before = new HashMap<>();
            for (RuleEvent event : Film.events(Phase.OPENED, play(frames, scenario))) {
                if (event.kind() == IncidentKind.LINE_CROSSING
                        && event.rule().value().equals("door-crossing")) {
                    long id = event.subject().orElseThrow().track();
                    String way = (String) event.attributes().entries().get("direction");
                    boolean down = way.equals("left-to-right");
                    assertEquals(down ? -1 : 1, side(frames, id, event.at(), false), () -> "before " + event);
                    assertEquals(down ? 1 : -1, side(frames, id, event.at(), true), () -> "after " + event);
                    assertFalse(way.equals(before.put(id, way)), () -> id + " crossed twice " + way);
                }
            }
        });
    }

    /** On which side of the door an object was in the frame just before, or just after, a moment. */
    private static int side(List<RuleInput> frames, long id, Moment at, boolean after) {
        int side = 0;
        for (RuleInput input : frames) {
            TracksSeen seen = (TracksSeen) input;
            boolean beyond = at.isBefore(seen.at());
            for (Track track : seen.tracks()) {
                double y = track.box().bottomCentre().y() - 0.5;
                if (track.id() == id && y != 0 && (!beyond || after)) {
                    side = (int) Math.signum(y);
                }
            }
            if (beyond) {
                return side;
            }
        }
        return side;
    }

    @Test
    void situationsOpenOnceCloseOnceAndRestBetween() {
        check(scenario -> {
            Map<String, RuleEvent> open = new HashMap<>();
            Map<String, Moment> ended = new HashMap<>();
            Map<String, Boolean> names = new HashMap<>();
            for (RuleEvent event : Film.events(play(scenario.frames(), scenario))) {
                String object = event.rule() + "/"
                        + event.subject().map(subject -> subject.track()).orElse(0L)
                        + event.attributes().entries().getOrDefault("other_track", "")
                        + event.attributes().entries().getOrDefault("class", "")
                        + event.place();
                if (event.phase() == Phase.OPENED) {
                    assertNull(open.put(object, event), () -> "already open: " + event);
                    assertNull(names.put(event.rule() + event.situation(), true), () -> "name used again: " + event);
                    Moment rested = ended.get(object);
                    double cooldown = COOLDOWNS.getOrDefault(event.rule().value(), 30.0);
                    assertTrue(
                            rested == null || event.at().since(rested).toNanos() >= cooldown * 1e9,
                            () -> "too early: " + event);
                } else {
                    RuleEvent opened = open.get(object);
                    assertNotNull(opened, () -> "not open: " + event);
                    assertEquals(opened.situation(), event.situation());
                    assertEquals(opened.startedAt(), event.startedAt());
                    if (event.phase() == Phase.CLOSED) {
                        open.remove(object);
                        ended.put(object, event.at());
                    }
                }
            }
            assertEquals(Map.of(), open, "left open");
        });
    }

    @Test
    void onlyWhatIsInViewIsRemembered() {
        check(scenario -> {
            RuleState state = Film.initial(Film.CAMERA, rules(scenario));
            for (RuleInput input : scenario.frames()) {
                state = RuleEngine.step(state, input).state();
                assertTrue(state.held() <= scenario.actors().size() * (2 * AT_ONCE + 1));
            }
            assertEquals(
                    0,
                    RuleEngine.step(state, new TimeAdvanced(scenario.end()))
                            .state()
                            .held());
        });
    }

    private static List<String> sorted(List<RuleOutput> outputs) {
        return outputs.stream().map(RuleOutput::toString).sorted().toList();
    }

    private static TracksSeen shifted(TracksSeen seen, Duration stream, Duration wall) {
        return new TracksSeen(shifted(seen.at(), stream, wall), seen.tracks());
    }

    private static Moment shifted(Moment moment, Duration stream, Duration wall) {
        return new Moment(moment.stream().plus(stream), moment.wall().plus(wall), moment.clock());
    }

    private static List<String> described(List<RuleOutput> outputs, Duration stream, Duration wall) {
        List<String> described = new ArrayList<>();
        for (RuleOutput output : outputs) {
            Moment at = shifted(output.at(), stream.negated(), wall.negated());
            described.add(at + " "
                    + output.match(new RuleOutput.Cases<String>() {
                        @Override
                        public String event(RuleEvent event) {
                            return event.phase() + event.why() + event.attributes() + event.subject() + event.place();
                        }

                        @Override
                        public String measurement(Measurement record) {
                            return record.from().minus(wall) + " " + record.completeness() + record.values();
                        }

                        @Override
                        public String level(Level level) {
                            return level.values().toString();
                        }
                    }));
        }
        return described;
    }
}
