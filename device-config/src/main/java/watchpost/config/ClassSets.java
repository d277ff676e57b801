package watchpost.config;

import java.util.Map;
import java.util.Set;

/** Words that stand for several classes of the usual detectors. */
final class ClassSets {
    static final Set<String> PEOPLE = Set.of("person");
    static final Set<String> VEHICLES = Set.of("car", "truck", "bus", "motorcycle", "bicycle");
    /** What bears a number plate. */
    static final Set<String> PLATED = Set.of("car", "truck", "bus", "motorcycle");

    static final Set<String> BAGS = Set.of("backpack", "handbag", "suitcase");
    static final Set<String> ROAD_USERS = Set.of("person", "car", "truck", "bus", "motorcycle", "bicycle");

    static final Map<String, Set<String>> ALL = Map.of(
            "people", PEOPLE,
            "vehicles", VEHICLES,
            "bags", BAGS,
            "road-users", ROAD_USERS,
            "animals", Set.of("bird", "cat", "dog", "horse", "sheep", "cow", "elephant", "bear", "zebra", "giraffe"));

    private ClassSets() {}
}
