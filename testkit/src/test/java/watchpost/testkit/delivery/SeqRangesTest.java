package watchpost.testkit.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SeqRangesTest {
    @Test
    void agreesWithAPlainSetOnRandomRanges() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 200; round++) {
            SeqRanges ranges = new SeqRanges();
            TreeSet<Long> plain = new TreeSet<>();
            for (int i = 0; i < 12; i++) {
                long from = random.nextLong(1, 40);
                long to = from + random.nextLong(-1, 6);
                ranges.add(from, to);
                for (long number = from; number <= to; number++) {
                    plain.add(number);
                }
                assertEquals(plain.size(), ranges.size());
                assertEquals(plain.isEmpty() ? 0 : plain.first(), ranges.first());
                assertEquals(plain.isEmpty() ? 0 : plain.last(), ranges.last());
                SeqRanges missing = new SeqRanges();
                ranges.missing(5, 44).forEach(range -> missing.add(range.from(), range.to()));
                for (long number = 1; number < 50; number++) {
                    assertEquals(plain.contains(number), ranges.contains(number));
                    assertEquals(
                            !plain.contains(number) && number >= 5 && number <= 44,
                            missing.contains(number),
                            "missing " + number);
                }
            }
        }
    }
}
