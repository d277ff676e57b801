package watchpost.detector.family;

/** What the 256 bytes of an output stand for. Immutable. */
public final class Levels {
    private static final int COUNT = 256;

    private final float[] numbers;
    /** e to the power of each number, all over that of the middle, so that none is lost: softmax needs no more. */
    private final double[] weights = new double[COUNT];

    /** @param ascending 256 numbers, none less than the one before */
    public Levels(float[] ascending) {
        if (ascending.length != COUNT) {
            throw new IllegalArgumentException(ascending.length + " levels instead of " + COUNT);
        }
        numbers = ascending.clone();
        double middle = (numbers[0] + (double) numbers[COUNT - 1]) / 2;
        for (int level = 0; level < COUNT; level++) {
            weights[level] = Math.exp(numbers[level] - middle);
        }
    }

    /** The number that a byte stands for. */
    public float number(byte level) {
        return numbers[level & 0xff];
    }

    double weight(byte level) {
        return weights[level & 0xff];
    }

    /** The lowest byte that stands for {@code number} or more; 256 if none does. */
    int first(float number) {
        int level = 0;
        while (level < COUNT && numbers[level] < number) {
            level++;
        }
        return level;
    }
}
