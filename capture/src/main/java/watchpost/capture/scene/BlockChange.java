package watchpost.capture.scene;

import java.util.Arrays;

/**
 * Whether one of two pictures shows something that the other does not, by the brightness of small blocks. Light that changes
 * everywhere does not count, noise does not, and places that change all the time (trees, water, a flag) have to change more than
 * they usually do. Used by one thread.
 */
public final class BlockChange {
    /** Points of the samples' grid along each side of a block. */
    private static final int SIDE = 2;

    private static final int COLUMNS = SceneSample.COLUMNS / SIDE;
    private static final int BLOCKS = COLUMNS * (SceneSample.ROWS / SIDE);
    /** Grey levels, of 255: a block of a poorly encoded still scene changes by up to about 13, one that a person enters by 20 to 200. */
    private static final float LEAST = 15;
    /** Times the middle one of all blocks' changes, which noise makes. */
    private static final float TIMES_NOISE = 9;
    /** Times what the block usually changes by. */
    private static final float TIMES_USUAL = 3;
    /** Weight of the newest change in what is usual. */
    private static final float NEWEST = 0.1f;

    private final float[] before = new float[BLOCKS];
    private final float[] present = new float[BLOCKS];
    private final float[] change = new float[BLOCKS];
    private final float[] sorted = new float[BLOCKS];
    private final float[] usual = new float[BLOCKS];
    private boolean started;

    /** Compares {@code sample} with the one given last; false for the first. */
    public boolean changed(SceneSample sample) {
        average(sample.brightness());
        boolean changed = started && compare();
        started = true;
        System.arraycopy(present, 0, before, 0, BLOCKS);
        return changed;
    }

    private void average(byte[] brightness) {
        Arrays.fill(present, 0);
        for (int i = 0; i < brightness.length; i++) {
            int x = i % SceneSample.COLUMNS / SIDE;
            int y = i / SceneSample.COLUMNS / SIDE;
            present[y * COLUMNS + x] += (brightness[i] & 0xff) / (float) (SIDE * SIDE);
        }
    }

    private boolean compare() {
        for (int i = 0; i < BLOCKS; i++) {
            change[i] = present[i] - before[i];
        }
        float light = middle(change);
        for (int i = 0; i < BLOCKS; i++) {
            change[i] = Math.abs(change[i] - light);
        }
        float limit = Math.max(LEAST, TIMES_NOISE * middle(change));
        boolean changed = false;
        for (int i = 0; i < BLOCKS; i++) {
            changed |= change[i] > Math.max(limit, TIMES_USUAL * usual[i]);
            usual[i] += NEWEST * (change[i] - usual[i]);
        }
        return changed;
    }

    private float middle(float[] values) {
        System.arraycopy(values, 0, sorted, 0, BLOCKS);
        Arrays.sort(sorted);
        return sorted[BLOCKS / 2];
    }
}
