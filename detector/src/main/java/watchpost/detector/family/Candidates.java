package watchpost.detector.family;

import java.util.Arrays;

/**
 * Boxes of one picture before suppression, in input pixels, in plain arrays that grow and are used again. Not thread-safe: one for each
 * run in progress.
 */
public final class Candidates {
    private static final int START = 256;

    private final float least;
    private int count;
    private float[] left = new float[START];
    private float[] top = new float[START];
    private float[] right = new float[START];
    private float[] bottom = new float[START];
    private float[] score = new float[START];
    private int[] label = new int[START];

    /** @param least the lowest confidence that is worth a candidate, 0..1 */
    public Candidates(double least) {
        this.least = (float) least;
    }

    /** The lowest confidence that is worth a candidate. */
    public float least() {
        return least;
    }

    /** Adds a box by its corners in input pixels; boxes without an area and scores that are no numbers are left out. */
    void add(float l, float t, float r, float b, float confidence, int classIndex) {
        if (!(confidence >= least) || !(r > l) || !(b > t)) {
            return;
        }
        if (count == score.length) {
            grow();
        }
        left[count] = l;
        top[count] = t;
        right[count] = r;
        bottom[count] = b;
        score[count] = Math.min(1, confidence);
        label[count] = classIndex;
        count++;
    }

    /** Adds a box by its centre and size in input pixels, as {@link #add} does. */
    void addCentred(float x, float y, float width, float height, float confidence, int classIndex) {
        add(x - width / 2, y - height / 2, x + width / 2, y + height / 2, confidence, classIndex);
    }

    public void clear() {
        count = 0;
    }

    public int count() {
        return count;
    }

    public float left(int i) {
        return left[i];
    }

    public float top(int i) {
        return top[i];
    }

    public float right(int i) {
        return right[i];
    }

    public float bottom(int i) {
        return bottom[i];
    }

    public float score(int i) {
        return score[i];
    }

    /** Column of the class. */
    public int label(int i) {
        return label[i];
    }

    /** The candidates' indices, most confident first; among equals, in the order they came. */
    int[] byConfidence() {
        long[] keys = new long[count];
        for (int i = 0; i < count; i++) {
            // The bits of non-negative floats are ordered like the numbers; turned round, ascending order is most
            // confident first.
            keys[i] = (long) ~Float.floatToRawIntBits(score[i]) << Integer.SIZE | i;
        }
        Arrays.sort(keys);
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = (int) keys[i];
        }
        return order;
    }

    /** Intersection over union of two candidates, 0..1. */
    float overlap(int a, int b) {
        float width = Math.min(right[a], right[b]) - Math.max(left[a], left[b]);
        float height = Math.min(bottom[a], bottom[b]) - Math.max(top[a], top[b]);
        if (width <= 0 || height <= 0) {
            return 0;
        }
        float common = width * height;
        return common / (area(a) + area(b) - common);
    }

    private float area(int i) {
        return (right[i] - left[i]) * (bottom[i] - top[i]);
    }

    private void grow() {
        int length = score.length * 2;
        left = Arrays.copyOf(left, length);
        top = Arrays.copyOf(top, length);
        right = Arrays.copyOf(right, length);
        bottom = Arrays.copyOf(bottom, length);
        score = Arrays.copyOf(score, length);
        label = Arrays.copyOf(label, length);
    }
}
