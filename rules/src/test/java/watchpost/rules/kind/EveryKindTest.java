package watchpost.rules.kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static watchpost.rules.Actor.at;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import watchpost.core.event.CameraState;
import watchpost.core.event.IncidentKind;
import watchpost.core.rule.RetailRule;
import watchpost.core.rule.RuleSpec;
import watchpost.core.rule.SecurityRule;
import watchpost.core.rule.TrafficRule;
import watchpost.rules.Actor;
import watchpost.rules.Film;
import watchpost.rules.Rules;
import watchpost.rules.Specs;
import watchpost.rules.engine.RuleInput.CameraChanged;

/** For each kind of incident: generated scenes in which it must be told exactly once, and scenes in which it must not. */
class EveryKindTest {
    @TestFactory
    Stream<DynamicTest> eachIsToldWhereItIsAndNowhereElse() {
        return Stream.of(security(), things(), retail())
                .flatMap(List::stream)
                .map(scene -> DynamicTest.dynamicTest(scene.name(), scene::check));
    }

    /** Somebody or something at a place for all that time. */
    private static Actor still(String label, long id, double from, double to, double x, double y) {
        return new Actor(id, label, 0.04, 0.06, Arrays.asList(at(from, x, y), at(to, x, y)));
    }

    private static List<Case> security() {
        return List.of(
                new Case("intrusion", IncidentKind.INTRUSION, Specs.intrusion(2), 1, random -> {
                    double x = Case.about(random, 0.5, 0.15);
                    return List.of(person(1, at(2, x, 0.1), at(6, x, 0.5), at(20, x, 0.5), at(24, x, 0.1)));
                }),
                new Case("no intrusion: passes by", IncidentKind.INTRUSION, Specs.intrusion(2), 0, random -> {
                    double x = Case.about(random, 0.85, 0.1);
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
                                at(Case.about(random, 22, 2), 0.5, 0.6),
                                at(30, 0.5, 0.95)))),
                new Case(
                        "no loitering: walks through",
                        IncidentKind.LOITERING,
                        Specs.loitering(8),
                        0,
                        random -> List.of(person(1, at(1, 0.1, 0.5), at(Case.about(random, 8, 2), 0.9, 0.5)))),
                new Case(
                        "line-crossing", IncidentKind.LINE_CROSSING, Specs.crossing(Optional.empty(), 0), 1, random -> {
                            double x = Case.about(random, 0.5, 0.4);
                            return List.of(person(1, at(1, x, 0.2), at(8, x, 0.8), at(20, x, 0.8)));
                        }),
                new Case(
                        "no line-crossing: turns back",
                        IncidentKind.LINE_CROSSING,
                        Specs.crossing(Optional.empty(), 0),
                        0,
                        random -> {
                            double x = Case.about(random, 0.5, 0.4);
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
            double y = Case.about(random, 0.5, 0.1);
            actors.add(person(i + 1, at(1 + i, x, 0.1), at(8, x, y), at(20, x, y), at(26, x, 0.05)));
        }
        return actors;
    }

    private static List<Case> things() {
        return Stream.concat(abandoned(), removed()).toList();
    }

    private static Stream<Case> abandoned() {
        return Stream.of(
                new Case(
                        "abandoned-object",
                        IncidentKind.ABANDONED_OBJECT,
                        Rules.abandoned(),
                        1,
                        random -> List.of(
                                person(1, at(1, 0.1, 0.5), at(4, 0.48, 0.5), at(8, 0.48, 0.5), at(14, 0.95, 0.9)),
                                still("backpack", 2, 5, 38, 0.5, Case.about(random, 0.5, 0.02)))),
                new Case(
                        "no abandoned-object: the owner waits",
                        IncidentKind.ABANDONED_OBJECT,
                        Rules.abandoned(),
                        0,
                        random -> List.of(
                                person(
                                        1,
                                        at(1, 0.1, 0.5),
                                        at(4, 0.48, 0.5),
                                        at(38, Case.about(random, 0.48, 0.01), 0.5)),
                                still("backpack", 2, 5, 38, 0.5, 0.5))),
                new Case(
                        "no abandoned-object: the tracker numbers the owner anew",
                        IncidentKind.ABANDONED_OBJECT,
                        Rules.abandoned(),
                        0,
                        random -> List.of(
                                person(1, at(1, 0.1, 0.5), at(4, 0.48, 0.5), at(15, 0.48, 0.5)),
                                still("backpack", 2, 5, 38, 0.5, 0.5),
                                person(3, at(Case.about(random, 16, 0.5), 0.49, 0.51), at(38, 0.49, 0.51)))),
                new Case(
                        "abandoned-object: the owner under another number goes",
                        IncidentKind.ABANDONED_OBJECT,
                        Rules.abandoned(),
                        1,
                        random -> List.of(
                                person(1, at(1, 0.1, 0.5), at(4, 0.48, 0.5), at(7, 0.48, 0.5)),
                                still("backpack", 2, 5, 38, 0.5, 0.5),
                                person(
                                        3,
                                        at(Case.about(random, 8, 0.5), 0.49, 0.51),
                                        at(14, 0.49, 0.51),
                                        at(20, 0.95, 0.9)))),
                new Case(
                        "abandoned-object: another one comes when the owner has gone",
                        IncidentKind.ABANDONED_OBJECT,
                        Rules.abandoned(),
                        1,
                        random -> List.of(
                                person(1, at(1, 0.1, 0.5), at(4, 0.48, 0.5), at(8, 0.48, 0.5), at(14, 0.95, 0.9)),
                                still("backpack", 2, 5, 38, 0.5, 0.5),
                                person(
                                        3,
                                        at(Case.about(random, 15, 0.5), 0.1, 0.5),
                                        at(18, 0.48, 0.5),
                                        at(38, 0.48, 0.5)))),
                new Case(
                        "no abandoned-object: it stood there before",
                        IncidentKind.ABANDONED_OBJECT,
                        Rules.abandoned(),
                        0,
                        random -> List.of(still("backpack", 2, 0, 38, Case.about(random, 0.5, 0.1), 0.5))));
    }

    private static Stream<Case> removed() {
        return Stream.of(
                new Case(
                        "removed-object",
                        IncidentKind.REMOVED_OBJECT,
                        Rules.removed(),
                        1,
                        random -> List.of(still("backpack", 2, 0, Case.about(random, 15, 3), 0.5, 0.5))),
                new Case(
                        "no removed-object: it stays",
                        IncidentKind.REMOVED_OBJECT,
                        Rules.removed(),
                        0,
                        random -> List.of(still("backpack", 2, 0, 42, Case.about(random, 0.5, 0.1), 0.5))),
                new Case(
                        "no removed-object: hidden for a while",
                        IncidentKind.REMOVED_OBJECT,
                        Rules.removed(),
                        0,
                        random -> {
                            double x = Case.about(random, 0.5, 0.1);
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
                        random -> List.of(still("bottle", 1, 0, Case.about(random, 15, 3), 0.5, 0.5))),
                new Case(
                        "no out-of-stock",
                        IncidentKind.OUT_OF_STOCK,
                        Rules.stock(),
                        0,
                        random -> List.of(still("bottle", 1, 0, 42, Case.about(random, 0.5, 0.1), 0.5))));
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
                                person(2, at(3, 0.6, 0.2), at(Case.about(random, 9, 1), 0.6, 0.9)))),
                new Case(
                        "no occupancy-limit behind a door",
                        IncidentKind.OCCUPANCY_LIMIT,
                        Rules.doorOccupancy(),
                        0,
                        random -> List.of(
                                person(1, at(1, 0.3, 0.2), at(6, 0.3, 0.9), at(12, 0.3, 0.2)),
                                person(2, at(14, 0.6, 0.2), at(Case.about(random, 20, 1), 0.6, 0.9)))),
                new Case(
                        "dwell",
                        IncidentKind.DWELL,
                        Rules.dwell(8),
                        1,
                        random -> List.of(person(
                                1,
                                at(1, 0.1, 0.5),
                                at(5, 0.5, 0.5),
                                at(Case.about(random, 22, 2), 0.5, 0.6),
                                at(30, 0.5, 0.95)))),
                new Case(
                        "no dwell",
                        IncidentKind.DWELL,
                        Rules.dwell(8),
                        0,
                        random -> List.of(person(1, at(1, 0.1, 0.5), at(Case.about(random, 8, 2), 0.9, 0.5)))),
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
