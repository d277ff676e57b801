package watchpost.alerts.id;

import java.time.Instant;
import java.util.random.RandomGenerator;

/** Ids from time and chance, for the running box. Thread-safe if its generator is. */
public final class RandomIds implements Ids {
    private final RandomGenerator random;

    /** {@code random} must differ from start to start: a {@link java.security.SecureRandom} on a box. */
    public RandomIds(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public String next(Instant at, String content) {
        return UuidV7.of(at, random.nextLong(), random.nextLong());
    }
}
