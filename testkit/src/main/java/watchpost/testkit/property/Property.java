package watchpost.testkit.property;

import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A statement that must hold for every value of a generator. The values follow from a seed, so a run is the same each time. {@code
 * -Dwatchpost.seed=N} runs another series, {@code -Dwatchpost.seed=random} a new one, {@code -Dwatchpost.cases=N} more or fewer cases. A
 * failing value is made as simple as the shrinker can before it is shown, together with the seed whose first case it is.
 *
 * <pre>{@code
 * Property.ofLists("sorting twice is sorting once", random -> random.nextInt(100), 50)
 *         .holds(list -> assertEquals(sorted(list), sorted(sorted(list))));
 * }</pre>
 */
public final class Property<T> {
    private static final int USUAL_CASES = 100;
    private static final long USUAL_SEED = 20_261_121;
    private static final int MOST_ATTEMPTS = 3000;

    private final String statement;
    private final Function<SplittableRandom, T> generator;
    private Shrinker<T> shrinker = Shrinker.none();
    private Function<T, String> shower = String::valueOf;
    private int cases = USUAL_CASES;
    private long seed = USUAL_SEED;

    private Property(String statement, Function<SplittableRandom, T> generator) {
        this.statement = statement;
        this.generator = generator;
    }

    /** A statement about one value; the generator may use nothing random but its argument. */
    public static <T> Property<T> of(String statement, Function<SplittableRandom, T> generator) {
        return new Property<>(statement, generator);
    }

    /** A statement about a list of 0 to {@code longest} elements, which is shrunk by cutting. */
    public static <E> Property<List<E>> ofLists(String statement, Function<SplittableRandom, E> element, int longest) {
        Function<SplittableRandom, List<E>> lists = random -> {
            int size = random.nextInt(longest + 1);
            return Stream.generate(() -> element.apply(random)).limit(size).toList();
        };
        return of(statement, lists).shrinkBy(Shrinker.cuts());
    }

    /** How a failing value is made simpler; without this it is shown as it is. */
    public Property<T> shrinkBy(Shrinker<T> how) {
        shrinker = how;
        return this;
    }

    /** How a failing value is shown, a diagram for example. */
    public Property<T> showBy(Function<T, String> how) {
        shower = how;
        return this;
    }

    /** How many values are tried, 100 unless set. */
    public Property<T> cases(int number) {
        cases = number;
        return this;
    }

    /** Another seed than the usual one, for a statement that needs a certain value. */
    public Property<T> seed(long number) {
        seed = number;
        return this;
    }

    /** What is checked; it says no by throwing. */
    @FunctionalInterface
    public interface Check<T> {
        void accept(T value) throws Exception;
    }

    /**
     * Tries the statement.
     *
     * @throws AssertionError with the simplest failing value found, the seed, and the check's own complaint as its cause
     */
    public void holds(Check<T> check) {
        long first = seedOfThisRun();
        int count = Integer.getInteger("watchpost.cases", cases);
        for (int i = 0; i < count; i++) {
            long caseSeed = first + i;
            T value = generator.apply(new SplittableRandom(caseSeed));
            Throwable complaint = complaint(check, value);
            if (complaint != null) {
                throw failure(check, value, complaint, "case " + (i + 1) + " of " + count, caseSeed);
            }
        }
    }

    private long seedOfThisRun() {
        String asked = System.getProperty("watchpost.seed", "");
        if (asked.equals("random")) {
            return new SplittableRandom().nextLong();
        }
        return asked.isEmpty() ? seed : Long.parseLong(asked);
    }

    private AssertionError failure(Check<T> check, T value, Throwable complaint, String which, long caseSeed) {
        T simplest = value;
        Throwable reason = complaint;
        int steps = 0;
        int attempts = 0;
        Iterator<T> candidates = shrinker.simpler(value).iterator();
        while (candidates.hasNext() && attempts < MOST_ATTEMPTS) {
            T candidate = candidates.next();
            attempts++;
            Throwable again = complaint(check, candidate);
            if (again != null) {
                simplest = candidate;
                reason = again;
                steps++;
                candidates = shrinker.simpler(candidate).iterator();
            }
        }
        String message = "It is not true that " + statement + ": " + reason.getMessage() + "\n" + which
                + ", again with -Dwatchpost.seed=" + caseSeed + ", made simpler in " + steps + " steps:\n"
                + shower.apply(simplest);
        return new AssertionError(message, reason);
    }

    private @Nullable Throwable complaint(Check<T> check, T value) {
        try {
            check.accept(value);
            return null;
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Exception | Error e) {
            return e;
        }
    }
}
