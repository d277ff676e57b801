package watchpost.rules.kind;

import static watchpost.rules.Actor.at;
import static watchpost.rules.Actor.person;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import watchpost.core.event.IncidentKind;
import watchpost.core.rule.Signal;
import watchpost.rules.Actor;
import watchpost.rules.Film;
import watchpost.rules.Rules;
import watchpost.rules.engine.RuleInput;
import watchpost.rules.engine.RuleInput.SignalSeen;

/** The same as {@link EveryKindTest} for traffic. */
class TrafficKindsTest {
    @TestFactory
    Stream<DynamicTest> eachIsToldWhereItIsAndNowhereElse() {
        return Stream.of(traffic(), crossings(), jams())
                .flatMap(List::stream)
                .map(scene -> DynamicTest.dynamicTest(scene.name(), scene::check));
    }

    /** Down the lane at {@code speed} picture heights a second. */
    private static Actor car(long id, double start, double from, double to, double speed) {
        return Actor.of("car", id, at(start, 0.5, from), at(start + Math.abs(to - from) / speed, 0.5, to));
    }

    private static List<Case> traffic() {
        return List.of(
                new Case(
                        "wrong-way",
                        IncidentKind.WRONG_WAY,
                        Rules.wrongWay(),
                        1,
                        random -> List.of(car(1, 2, 1.0, 0.05, Case.about(random, 0.15, 0.05)))),
                new Case(
                        "no wrong-way: the legal way",
                        IncidentKind.WRONG_WAY,
                        Rules.wrongWay(),
                        0,
                        random -> List.of(car(1, 2, 0.05, 1.0, Case.about(random, 0.15, 0.05)))),
                new Case(
                        "no wrong-way: stands",
                        IncidentKind.WRONG_WAY,
                        Rules.wrongWay(),
                        0,
                        random -> List.of(Actor.of("car", 1, at(2, 0.5, 0.05), at(6, 0.5, 0.5), at(38, 0.5, 0.5)))),
                new Case(
                        "speeding",
                        IncidentKind.SPEEDING,
                        Rules.speeding(),
                        1,
                        random -> List.of(car(1, 2, 0.05, 1.0, Case.about(random, 0.5, 0.05)))),
                new Case(
                        "no speeding",
                        IncidentKind.SPEEDING,
                        Rules.speeding(),
                        0,
                        random -> List.of(car(1, 2, 0.05, 1.0, Case.about(random, 0.28, 0.06)))));
    }

    private static List<Case> crossings() {
        return List.of(
                new Case(
                        "pedestrian-on-road",
                        IncidentKind.PEDESTRIAN_ON_ROAD,
                        Rules.pedestrian(),
                        1,
                        random -> List.of(person(1, at(2, 0.1, 0.5), at(Case.about(random, 14, 3), 0.9, 0.5)))),
                new Case(
                        "no pedestrian-on-road: on the pavement",
                        IncidentKind.PEDESTRIAN_ON_ROAD,
                        Rules.pedestrian(),
                        0,
                        random -> List.of(person(1, at(2, Case.about(random, 0.2, 0.05), 0.1), at(16, 0.2, 0.9)))),
                new Case(
                        "red-light",
                        IncidentKind.RED_LIGHT,
                        Rules.redLight(),
                        1,
                        random -> List.of(car(1, Case.about(random, 12, 1), 0.05, 1.0, 0.2)),
                        light()),
                new Case(
                        "no red-light: green",
                        IncidentKind.RED_LIGHT,
                        Rules.redLight(),
                        0,
                        random -> List.of(car(1, Case.about(random, 3, 1), 0.05, 1.0, 0.2)),
                        light()),
                new Case(
                        "no red-light: the other way",
                        IncidentKind.RED_LIGHT,
                        Rules.redLight(),
                        0,
                        random -> List.of(car(1, Case.about(random, 12, 1), 0.95, 0.05, 0.2)),
                        light()),
                new Case(
                        "near-miss",
                        IncidentKind.NEAR_MISS,
                        Rules.nearMiss(),
                        1,
                        random -> crossing(Case.about(random, 0.5, 0.2))),
                new Case(
                        "no near-miss: much later",
                        IncidentKind.NEAR_MISS,
                        Rules.nearMiss(),
                        0,
                        random -> crossing(Case.about(random, 5, 0.5))),
                new Case(
                        "no near-miss: one behind the other",
                        IncidentKind.NEAR_MISS,
                        Rules.nearMiss(),
                        0,
                        random -> List.of(
                                car(1, 2, 0.05, 1.0, 0.2), car(2, Case.about(random, 4, 0.2), 0.05, 1.0, 0.2))));
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
                Actor.of("car", 1, at(8, 0.5, 0), at(12, 0.5, 1)),
                person(2, at(5 + later, 0.25, 0.5), at(10 + later, 0.5, 0.5), at(15 + later, 0.75, 0.5)));
    }

    private static List<Case> jams() {
        return List.of(
                new Case(
                        "stopped-vehicle",
                        IncidentKind.STOPPED_VEHICLE,
                        Rules.stopped(),
                        1,
                        random -> List.of(Actor.of(
                                "car",
                                1,
                                at(2, 0.5, 0.05),
                                at(6, 0.5, Case.about(random, 0.5, 0.1)),
                                at(38, 0.5, 0.5)))),
                new Case(
                        "no stopped-vehicle: drives",
                        IncidentKind.STOPPED_VEHICLE,
                        Rules.stopped(),
                        0,
                        random -> List.of(car(1, 2, 0.05, 1.0, Case.about(random, 0.15, 0.05)))),
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
                                Actor.of("car", 1, at(2, 0.4, 0.05), at(5, 0.4, 0.6), at(38, 0.4, 0.6)),
                                Actor.of("car", 2, at(7, 0.6, 0.05), at(11, 0.6, 0.95)),
                                Actor.of("car", 3, at(9, 0.6, 0.05), at(Case.about(random, 15, 1), 0.6, 0.95)))),
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
                        random -> column(Case.about(random, 0.02, 0.005))),
                new Case(
                        "no congestion: flows",
                        IncidentKind.CONGESTION,
                        Rules.congestion(),
                        0,
                        random -> column(Case.about(random, 0.2, 0.05))));
    }

    /** Vehicles that come to stand one behind the other and go on one after the other. */
    private static List<Actor> queue(SplittableRandom random, int size) {
        List<Actor> actors = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            double y = 0.8 - 0.15 * i;
            double come = 5 + 1.5 * i;
            double leave = Case.about(random, 25, 1) + 1.5 * i;
            actors.add(Actor.of(
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
            actors.add(Actor.of("car", i + 1, at(2, 0.5, y), at(2 + (0.95 - y) / speed, 0.5, 0.95)));
        }
        return actors;
    }
}
