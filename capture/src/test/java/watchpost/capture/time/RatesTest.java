package watchpost.capture.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RatesTest {
    @ParameterizedTest
    @CsvSource({"25, 5", "25, 10", "15, 4", "30, 7", "10, 25", "12.5, 5", "29.97, 5"})
    void thinsToTheWantedRateWithJitteringStamps(double sent, double wanted) {
        AnalysisRate rate = new AnalysisRate(wanted);
        SplittableRandom random = new SplittableRandom(7);
        int taken = 0;
        long last = 0;
        long longest = 0;
        int seconds = 60;
        for (int i = 0; i < sent * seconds; i++) {
            long position = Math.max(0, Math.round(i * 1e9 / sent) + random.nextLong(-1_500_000, 1_500_000));
            if (rate.accepts(position)) {
                longest = Math.max(longest, position - last);
                last = position;
                taken++;
            }
        }
        double expected = Math.min(sent, wanted);
        assertEquals(expected, (double) taken / seconds, expected * 0.03);
        assertTrue(longest < 1e9 / expected + 1e9 / sent + 4e6, "longest gap " + longest);
    }

    @Test
    void zeroTakesEverything() {
        AnalysisRate rate = new AnalysisRate(0);
        for (int i = 0; i < 100; i++) {
            assertTrue(rate.accepts(i));
        }
    }

    @Test
    void aGapIsNotMadeUpFor() {
        AnalysisRate rate = new AnalysisRate(5);
        assertTrue(rate.accepts(0));
        int taken = 0;
        for (long position = 60_000_000_000L; position < 61_000_000_000L; position += 40_000_000L) {
            taken += rate.accepts(position) ? 1 : 0;
        }
        assertEquals(5, taken);
    }

    @Test
    void measuresARate() {
        RateMeter meter = new RateMeter();
        assertEquals(0, meter.perSecond(0));
        long now = 0;
        for (int i = 0; i < 300; i++) {
            now = i * 40_000_000L;
            meter.mark(now);
        }
        assertEquals(25, meter.perSecond(now), 0.3);
        assertEquals(25, meter.perSecond(now + 20_000_000L), 0.3);
        assertEquals(0, meter.perSecond(now + 10_000_000_000L));
    }
}
