package watchpost.alerts.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7, 30, 1000})
    void withinAnyHourThereAreNeverMoreAndAlmostAllAreUsed(int perHour) {
        SplittableRandom random = new SplittableRandom(perHour);
        Duration now = Duration.ofSeconds(5);
        Budget budget = new Budget(perHour, now);
        List<Duration> sent = new ArrayList<>();
        for (int i = 0; i < 5 * perHour; i++) {
            // now and then nothing happens for a while
            now = now.plusSeconds(random.nextInt(20) == 0 ? random.nextInt(3000) : 0);
            Duration wait = budget.untilFree(now);
            now = now.plus(wait);
            assertEquals(Duration.ZERO, budget.untilFree(now), "it is free when it said it would be");
            budget.spend();
            sent.add(now);
        }
        for (Duration first : sent) {
            long within = sent.stream()
                    .filter(at -> at.compareTo(first) >= 0 && at.minus(first).compareTo(HOUR) < 0)
                    .count();
            assertTrue(within <= perHour, within + " within an hour, beginning at " + first);
        }
        Duration took = sent.get(sent.size() - 1).minus(sent.get(0));
        assertTrue(took.compareTo(HOUR.multipliedBy(20)) < 0 || perHour > 30, "too slow: " + took);
    }
}
