package watchpost.rules.kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static watchpost.rules.Actor.at;
import static watchpost.rules.Actor.of;
import static watchpost.rules.Actor.person;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import watchpost.core.event.CameraState;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.RuleEvent;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.core.rule.RetailRule;
import watchpost.core.rule.RuleSpec;
import watchpost.core.rule.SecurityRule;
import watchpost.core.rule.Signal;
import watchpost.core.rule.TrafficRule;
import watchpost.rules.Actor;
import watchpost.rules.Film;
import watchpost.rules.Generated;
import watchpost.rules.Rules;
import watchpost.rules.Scenario;
import watchpost.rules.Specs;
import watchpost.rules.engine.RuleInput;
import watchpost.rules.engine.RuleInput.CameraChanged;
import watchpost.rules.engine.RuleInput.SignalSeen;
import watchpost.rules.engine.RuleInput.TimeAdvanced;

/** For each kind of incident: generated scenes in which it must be told exactly once, and scenes in which it must not. */
class EveryKindTest {
    private static final int SCENES = 40;
    private static final double LENGTH = 40;

    /** {@code told} opened incidents of {@code kind} are expected of what {@code actors} do, whatever the chances of the scene. */
    private record Case(
            String name,
            IncidentKind kind,
            RuleSpec rule,
            int told,
            Function<SplittableRandom, List<Actor>> actors,
            List<RuleInput> besides) {
        Case(String name, IncidentKind kind, RuleSpec rule, int told, Function<SplittableRandom, List<Actor>> actors) {
            this(name, kind, rule, told, actors, List.of());
        }
    }

    @TestFactory
    Stream<DynamicTest> eachIsToldWhereItIsAndNowhereElse() {
        return Stream.of(security(), things(), traffic(), jams(), retail())
                .flatMap(List::stream)
                .map(scene -> DynamicTest.dynamicTest(scene.name(), () -> check(scene)));
    }

    private static void check(Case scene) {
        Generated.checkWhole(SCENES, seed -> scenario(scene, seed), scenario -> {
            List<RuleInput> inputs = new ArrayList<>(scenario.frames());
            for (RuleInput besides : scene.besides()) {
                int at = 0;
                while (at < inputs.size() && time(inputs.get(at)) < time(besides)) {
                    at++;
                }
                inputs.add(at, besides);
            }
            inputs.add(new TimeAdvanced(scenario.end()));
            List<RuleEvent> opened = Film.events(Phase.OPENED, Film.play(List.of(scene.rule()), inputs));
            assertEquals(scene.told(), opened.size(), () -> scene.name() + ": " + opened);
            assertTrue(opened.stream().allMatch(event -> event.kind() == scene.kind()));
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

    private static Scenario scenario(Case scene, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double fps = new double[] {4, 6, 10, 15}[random.nextInt(4)];
        double tremble = random.nextBoolean() ? 0.002 : 0;
        return new Scenario(seed, scene.actors().apply(random), LENGTH, fps, tremble);
    }

    /** Somebody or something at a place for all that time. */
    private static Actor still(String label, long id, double from, double to, double x, double y) {
        return new Actor(id, label, 0.04, 0.06, Arrays.asList(at(from, x, y), at(to, x, y)));
    }

    private static double about(SplittableRandom random, double value, double by) {
        return value + random.nextDouble(-by, by);
    }

    private static List<Case> security() {
        return List.of(
                new Case("intrusion", IncidentKind.INTRUSION, Specs.intrusion(2), 1, random -> {
                    double x = about(random, 0.5, 0.15);
                    return List.of(person(1, at(2, x, 0.1), at(6, x, 0.5), at(20, x, 0.5), at(24, x, 0.1)));
                }),
                new Case("no intrusion: passes by", IncidentKind.INTRUSION, Specs.intrusion(2), 0, random -> {
                    double x = about(random, 0.85, 0.1);
                    return List.of(person(1, at(2, x, 0.1), at(20, x, 0.9)));
                }),
                new Case(
                        "loitering",
                        IncidentKind.LOITERING,
                        Specs.loitering(8),
                        1,
                        random -> List.of(person(
                                1,
                                at(1, 0.1, 0.5),
                                at(5, 0.5, 0.5),
                                at(about(random, 22, 2), 0.5, 0.6),
                                at(30, 0.5, 0.95)))),
                new Case(
                        "no loitering: walks through",
                        IncidentKind.LOITERING,
                        Specs.loitering(8),
                        0,
                        random -> List.of(person(1, at(1, 0.1, 0.5), at(about(random, 8, 2), 0.9, 0.5)))),
                new Case(
                        "line-crossing", IncidentKind.LINE_CROSSING, Specs.crossing(Optional.empty(), 0), 1, random -> {
                            double x = about(random, 0.5, 0.4);
                            return List.of(person(1, at(1, x, 0.2), at(8, x, 0.8), at(20, x, 0.8)));
                        }),
                new Case(
                        "no line-crossing: turns back",
                        IncidentKind.LINE_CROSSING,
                        Specs.crossing(Optional.empty(), 0),
                        0,
                        random -> {
                            double x = about(random, 0.5, 0.4);
                            return List.of(person(1, at(1, x, 0.2), at(8, x, 0.42), at(20, x, 0.2)));
                        }),
                new Case("crowd", IncidentKind.CROWD, Rules.crowd(), 1, random -> crowd(random, 4)),
                new Case("no crowd: two", IncidentKind.CROWD, Rules.crowd(), 0, random -> crowd(random, 2)),
                new Case("dense crowd", IncidentKind.CROWD, Rules.denseCrowd(), 1, random -> crowd(random, 4)),
                new Case("no dense crowd", IncidentKind.CROWD, Rules.denseCrowd(), 0, random -> crowd(random, 2)),
                new Case(
                        "tamper",
                        IncidentKind.TAMPER,
                        Rules.tamper(),
                        1,
                        random -> crowd(random, 1),
                        List.of(
                                new CameraChanged(Film.moment(10), CameraState.BLIND),
                                new CameraChanged(Film.moment(22), CameraState.STREAMING))),
                new Case(
                        "no tamper: a moment",
                        IncidentKind.TAMPER,
                        Rules.tamper(),
                        0,
                        random -> crowd(random, 1),
                        List.of(
                                new CameraChanged(Film.moment(10), CameraState.BLIND),
                                new CameraChanged(Film.moment(13), CameraState.STREAMING))));
    }

    private static List<Actor> crowd(SplittableRandom random, int size) {
        List<Actor> actors = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            double x = 0.35 + 0.08 * i;
            double y = about(random, 0.5, 0.1);
            actors.add(person(i + 1, at(1 + i, x, 0.1), at(8, x, y), at(20, x, y), at(26, x, 0.05)));
        }
        return actors;
    }

    private static List<Case> things() {
        return List.of(
                new Case(
                        "abandoned-object",
                        IncidentKind.ABANDONED_OBJECT,
                        Rules.abandoned(),
                        1,
                        random -> List.of(
                                person(1, at(1, 0.1, 0.5), at(4, 0.48, 0.5), at(8, 0.48, 0.5), at(14, 0.95, 0.9)),
                                still("backpack", 2, 5, 38, 0.5, about(random, 0.5, 0.02)))),
                new Case(
                        "no abandoned-object: the owner waits",
                        IncidentKind.ABANDONED_OBJECT,
                        Rules.abandoned(),
                        0,
                        random -> List.of(
                                person(1, at(1, 0.1, 0.5), at(4, 0.48, 0.5), at(38, about(random, 0.48, 0.01), 0.5)),
                                still("backpack", 2, 5, 38, 0.5, 0.5))),
                new Case(
                        "no abandoned-object: it stood there before",
                        IncidentKind.ABANDONED_OBJECT,
                        Rules.abandoned(),
                        0,
                        random -> List.of(still("backpack", 2, 0, 38, about(random, 0.5, 0.1), 0.5))),
                new Case(
                        "removed-object",
                        IncidentKind.REMOVED_OBJECT,
                        Rules.removed(),
                        1,
                        random -> List.of(still("backpack", 2, 0, about(random, 15, 3), 0.5, 0.5))),
                new Case(
                        "no removed-object: it stays",
                        IncidentKind.REMOVED_OBJECT,
                        Rules.removed(),
                        0,
                        random -> List.of(still("backpack", 2, 0, 42, about(random, 0.5, 0.1), 0.5))),
                new Case(
                        "no removed-object: hidden for a while",
                        IncidentKind.REMOVED_OBJECT,
                        Rules.removed(),
                        0,
                        random -> {
                            double x = about(random, 0.5, 0.1);
                            return List.of(
                                    still("backpack", 2, 0, 12, x, 0.5),
                                    new Actor(1, "person", 0.1, 0.2, Arrays.asList(at(11.5, x, 0.52), at(26, x, 0.52))),
                                    still("backpack", 3, 25, 42, x, 0.5));
                        }),
                new Case(
                        "out-of-stock",
                        IncidentKind.OUT_OF_STOCK,
                        Rules.stock(),
                        1,
                        random -> List.of(still("bottle", 1, 0, about(random, 15, 3), 0.5, 0.5))),
                new Case(
                        "no out-of-stock",
                        IncidentKind.OUT_OF_STOCK,
                        Rules.stock(),
                        0,
                        random -> List.of(still("bottle", 1, 0, 42, about(random, 0.5, 0.1), 0.5))));
    }

    /** Down the lane at {@code speed} picture heights a second. */
    private static Actor car(long id, double start, double from, double to, double speed) {
        return of("car", id, at(start, 0.5, from), at(start + Math.abs(to - from) / speed, 0.5, to));
    }

    private static List<Case> traffic() {
        return List.of(
                new Case(
                        "wrong-way",
                        IncidentKind.WRONG_WAY,
                        Rules.wrongWay(),
                        1,
                        random -> List.of(car(1, 2, 1.0, 0.05, about(random, 0.15, 0.05)))),
                new Case(
                        "no wrong-way: the legal way",
                        IncidentKind.WRONG_WAY,
                        Rules.wrongWay(),
                        0,
                        random -> List.of(car(1, 2, 0.05, 1.0, about(random, 0.15, 0.05)))),
                new Case(
                        "no wrong-way: stands",
                        IncidentKind.WRONG_WAY,
                        Rules.wrongWay(),
                        0,
                        random -> List.of(of("car", 1, at(2, 0.5, 0.05), at(6, 0.5, 0.5), at(38, 0.5, 0.5)))),
                new Case(
                        "speeding",
                        IncidentKind.SPEEDING,
                        Rules.speeding(),
                        1,
                        random -> List.of(car(1, 2, 0.05, 1.0, about(random, 0.5, 0.05)))),
                new Case(
                        "no speeding",
                        IncidentKind.SPEEDING,
                        Rules.speeding(),
                        0,
                        random -> List.of(car(1, 2, 0.05, 1.0, about(random, 0.28, 0.06)))),
                new Case(
                        "pedestrian-on-road",
                        IncidentKind.PEDESTRIAN_ON_ROAD,
                        Rules.pedestrian(),
                        1,
                        random -> List.of(person(1, at(2, 0.1, 0.5), at(about(random, 14, 3), 0.9, 0.5)))),
                new Case(
                        "no pedestrian-on-road: on the pavement",
                        IncidentKind.PEDESTRIAN_ON_ROAD,
                        Rules.pedestrian(),
                        0,
                        random -> List.of(person(1, at(2, about(random, 0.2, 0.05), 0.1), at(16, 0.2, 0.9)))),
                new Case(
                        "red-light",
                        IncidentKind.RED_LIGHT,
                        Rules.redLight(),
                        1,
                        random -> List.of(car(1, about(random, 12, 1), 0.05, 1.0, 0.2)),
                        light()),
                new Case(
                        "no red-light: green",
                        IncidentKind.RED_LIGHT,
                        Rules.redLight(),
                        0,
                        random -> List.of(car(1, about(random, 3, 1), 0.05, 1.0, 0.2)),
                        light()),
                new Case(
                        "no red-light: the other way",
                        IncidentKind.RED_LIGHT,
                        Rules.redLight(),
                        0,
                        random -> List.of(car(1, about(random, 12, 1), 0.95, 0.05, 0.2)),
                        light()),
                new Case(
                        "near-miss",
                        IncidentKind.NEAR_MISS,
                        Rules.nearMiss(),
                        1,
                        random -> crossing(about(random, 0.5, 0.2))),
                new Case(
                        "no near-miss: much later",
                        IncidentKind.NEAR_MISS,
                        Rules.nearMiss(),
                        0,
                        random -> crossing(about(random, 5, 0.5))),
                new Case(
                        "no near-miss: one behind the other",
                        IncidentKind.NEAR_MISS,
                        Rules.nearMiss(),
                        0,
                        random -> List.of(car(1, 2, 0.05, 1.0, 0.2), car(2, about(random, 4, 0.2), 0.05, 1.0, 0.2))));
    }

    private static List<RuleInput> light() {
        return List.of(
                new SignalSeen(Film.moment(0), "light", Signal.State.GREEN),
                new SignalSeen(Film.moment(10), "light", Signal.State.AMBER),
                new SignalSeen(Film.moment(12), "light", Signal.State.RED));
    }

    /** A car that passes the middle at 10 s, and somebody who crosses its path there {@code later}. */
    private static List<Actor> crossing(double later) {
        return List.of(
                of("car", 1, at(8, 0.5, 0), at(12, 0.5, 1)),
                person(2, at(5 + later, 0.25, 0.5), at(10 + later, 0.5, 0.5), at(15 + later, 0.75, 0.5)));
    }

    private static List<Case> jams() {
        return List.of(
                new Case(
                        "stopped-vehicle",
                        IncidentKind.STOPPED_VEHICLE,
                        Rules.stopped(),
                        1,
                        random -> List.of(
                                of("car", 1, at(2, 0.5, 0.05), at(6, 0.5, about(random, 0.5, 0.1)), at(38, 0.5, 0.5)))),
                new Case(
                        "no stopped-vehicle: drives",
                        IncidentKind.STOPPED_VEHICLE,
                        Rules.stopped(),
                        0,
                        random -> List.of(car(1, 2, 0.05, 1.0, about(random, 0.15, 0.05)))),
                new Case(
                        "no stopped-vehicle: a queue",
                        IncidentKind.STOPPED_VEHICLE,
                        Rules.stopped(),
                        0,
                        random -> queue(random, 3)),
                new Case(
                        "stopped-vehicle: others go past",
                        IncidentKind.STOPPED_VEHICLE,
                        Rules.stopped(),
                        1,
                        random -> List.of(
                                of("car", 1, at(2, 0.4, 0.05), at(5, 0.4, 0.6), at(38, 0.4, 0.6)),
                                of("car", 2, at(7, 0.6, 0.05), at(11, 0.6, 0.95)),
                                of("car", 3, at(9, 0.6, 0.05), at(about(random, 15, 1), 0.6, 0.95)))),
                new Case("queue of vehicles", IncidentKind.QUEUE, Rules.trafficQueue(), 1, random -> queue(random, 3)),
                new Case(
                        "no queue: two vehicles",
                        IncidentKind.QUEUE,
                        Rules.trafficQueue(),
                        0,
                        random -> queue(random, 2)),
                new Case(
                        "congestion",
                        IncidentKind.CONGESTION,
                        Rules.congestion(),
                        1,
                        random -> column(about(random, 0.02, 0.005))),
                new Case(
                        "no congestion: flows",
                        IncidentKind.CONGESTION,
                        Rules.congestion(),
                        0,
                        random -> column(about(random, 0.2, 0.05))));
    }

    /** Vehicles that come to stand one behind the other and go on one after the other. */
    private static List<Actor> queue(SplittableRandom random, int size) {
        List<Actor> actors = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            double y = 0.8 - 0.15 * i;
            double come = 5 + 1.5 * i;
            double leave = about(random, 25, 1) + 1.5 * i;
            actors.add(of(
                    "car",
                    i + 1,
                    at(come - 4, 0.5, 0.0),
                    at(come, 0.5, y),
                    at(leave, 0.5, y),
                    at(leave + 3, 0.5, 1.2)));
        }
        return actors;
    }

    private static List<Actor> column(double speed) {
        List<Actor> actors = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            double y = 0.15 + 0.12 * i;
            actors.add(of("car", i + 1, at(2, 0.5, y), at(2 + (0.95 - y) / speed, 0.5, 0.95)));
        }
        return actors;
    }

    private static List<Case> retail() {
        RuleSpec limit = Specs.occupancy(OptionalInt.of(2), 5);
        return List.of(
                new Case("occupancy-limit", IncidentKind.OCCUPANCY_LIMIT, limit, 1, random -> crowd(random, 3)),
                new Case("no occupancy-limit", IncidentKind.OCCUPANCY_LIMIT, limit, 0, random -> crowd(random, 2)),
                new Case(
                        "occupancy-limit behind a door",
                        IncidentKind.OCCUPANCY_LIMIT,
                        Rules.doorOccupancy(),
                        1,
                        random -> List.of(
                                person(1, at(1, 0.3, 0.2), at(6, 0.3, 0.9)),
                                person(2, at(3, 0.6, 0.2), at(about(random, 9, 1), 0.6, 0.9)))),
                new Case(
                        "no occupancy-limit behind a door",
                        IncidentKind.OCCUPANCY_LIMIT,
                        Rules.doorOccupancy(),
                        0,
                        random -> List.of(
                                person(1, at(1, 0.3, 0.2), at(6, 0.3, 0.9), at(12, 0.3, 0.2)),
                                person(2, at(14, 0.6, 0.2), at(about(random, 20, 1), 0.6, 0.9)))),
                new Case(
                        "dwell",
                        IncidentKind.DWELL,
                        Rules.dwell(8),
                        1,
                        random -> List.of(person(
                                1,
                                at(1, 0.1, 0.5),
                                at(5, 0.5, 0.5),
                                at(about(random, 22, 2), 0.5, 0.6),
                                at(30, 0.5, 0.95)))),
                new Case(
                        "no dwell",
                        IncidentKind.DWELL,
                        Rules.dwell(8),
                        0,
                        random -> List.of(person(1, at(1, 0.1, 0.5), at(about(random, 8, 2), 0.9, 0.5)))),
                new Case("queue of people", IncidentKind.QUEUE, Rules.queue(), 1, random -> crowd(random, 3)),
                new Case("no queue of people: one", IncidentKind.QUEUE, Rules.queue(), 0, random -> crowd(random, 1)));
    }

    /** A kind that is added without a scene, or without a fold, fails here. */
    @Test
    void everyKindOfRuleIsInThisTest() {
        Set<Class<?>> kinds = new TreeSet<>(Comparator.comparing(Class::getName));
        for (Class<?> group : List.of(SecurityRule.class, TrafficRule.class, RetailRule.class)) {
            kinds.addAll(Arrays.asList(group.getPermittedSubclasses()));
        }
        Set<Class<?>> shown = new TreeSet<>(Comparator.comparing(Class::getName));
        Rules.all().forEach(rule -> shown.add(rule.getClass()));
        assertEquals(kinds, shown);
        Rules.all()
                .forEach(rule -> assertEquals(
                        rule, Kinds.start(rule, Optional.of(Rules.GROUND)).spec()));
    }
}
