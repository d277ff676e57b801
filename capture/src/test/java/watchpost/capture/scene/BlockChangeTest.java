package watchpost.capture.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BlockChangeTest {
    private final SplittableRandom random = new SplittableRandom(11);
    private final BlockChange change = new BlockChange();

    /** A grey ramp with noise; {@code light} is added everywhere, and {@code patch} to a patch of 4x4 points at (40, 20). */
    private SceneSample sample(double noise, int light, int patch) {
        byte[] brightness = new byte[SceneSample.POINTS];
        for (int y = 0; y < SceneSample.ROWS; y++) {
            for (int x = 0; x < SceneSample.COLUMNS; x++) {
                boolean inPatch = x >= 40 && x < 44 && y >= 20 && y < 24;
                double value = 60 + x + light + (inPatch ? patch : 0) + noise * random.nextGaussian();
                brightness[y * SceneSample.COLUMNS + x] = (byte) Math.max(0, Math.min(255, Math.round(value)));
            }
        }
        return new SceneSample(0, brightness);
    }

    @Test
    void noiseAndLightAreNoChange() {
        int changes = 0;
        for (int i = 0; i < 500; i++) {
            changes += change.changed(sample(4, i % 60, 0)) ? 1 : 0;
        }
        assertTrue(changes <= 10, changes + " of 500");
    }

    @Test
    void somethingSmallThatComesAndGoesIsAChangeBothTimes() {
        for (int i = 0; i < 20; i++) {
            assertFalse(change.changed(sample(1, 0, 0)), "picture " + i);
        }
        assertTrue(change.changed(sample(1, 0, 25)));
        assertFalse(change.changed(sample(1, 0, 25)), "it stays");
        assertTrue(change.changed(sample(1, 0, 0)));
    }

    @Test
    void aFlagThatWavesAllTheTimeIsNoNews() {
        int early = 0;
        int late = 0;
        for (int i = 0; i < 100; i++) {
            int changed = change.changed(sample(1, 0, i % 2 == 0 ? 0 : 25)) ? 1 : 0;
            early += i < 20 ? changed : 0;
            late += i >= 40 ? changed : 0;
        }
        assertTrue(early > 0, "it is at first");
        assertEquals(0, late);
    }
}
