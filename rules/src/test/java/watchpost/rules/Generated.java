package watchpost.rules;

import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.opentest4j.AssertionFailedError;

/** Holds a property to many generated scenarios; a failing one is made as small as it goes and drawn. */
public final class Generated {
    private static final long FIRST_SEED = Long.getLong("watchpost.seed", 20261121L);

    private Generated() {}

    public static void check(int count, LongFunction<Scenario> generator, Consumer<Scenario> property) {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + count; seed++) {
            Scenario scenario = generator.apply(seed);
            AssertionError failure = failureOf(scenario, property);
            if (failure != null) {
                throw shrunk(scenario, failure, property);
            }
        }
    }

    /** The same for scenes of which every part is needed: a failing one is drawn as it is. */
    public static void checkWhole(int count, LongFunction<Scenario> generator, Consumer<Scenario> property) {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + count; seed++) {
            Scenario scenario = generator.apply(seed);
            AssertionError failure = failureOf(scenario, property);
            if (failure != null) {
                throw new AssertionFailedError(failure.getMessage() + "\n" + scenario.drawn(), failure);
            }
        }
    }

    private static AssertionError shrunk(Scenario scenario, AssertionError failure, Consumer<Scenario> property) {
        Scenario smallest = scenario;
        AssertionError why = failure;
        boolean smaller = true;
        while (smaller) {
            smaller = false;
            for (Scenario candidate : smallest.smaller()) {
                AssertionError again = failureOf(candidate, property);
                if (again != null) {
                    smallest = candidate;
                    why = again;
                    smaller = true;
                    break;
                }
            }
        }
        return new AssertionFailedError(why.getMessage() + "\n" + smallest.drawn(), why);
    }

    private static AssertionError failureOf(Scenario scenario, Consumer<Scenario> property) {
        try {
            property.accept(scenario);
            return null;
        } catch (AssertionError failure) {
            return failure;
        }
    }
}
