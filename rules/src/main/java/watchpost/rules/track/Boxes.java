package watchpost.rules.track;

import java.util.Arrays;

/** Rectangles as four flat arrays, so that the search for pairs that overlap runs over plain numbers. Reused from step to step. */
final class Boxes {
    private static final long INDEX = 0xFFFF;

    double[] left = new double[16];
    double[] top = new double[16];
    double[] right = new double[16];
    double[] bottom = new double[16];
    int count;

    void clear() {
        count = 0;
    }

    void add(double l, double t, double r, double b) {
        if (count == left.length) {
            left = grown(left);
            top = grown(top);
            right = grown(right);
            bottom = grown(bottom);
        }
        left[count] = l;
        top[count] = t;
        right[count] = r;
        bottom[count] = b;
        count++;
    }

    /** The indices, by growing left edge. */
    int[] orderedByLeft() {
        // sorts plain numbers: the edge as a number that orders like it, with the index in place of its last digits
        long[] keys = new long[count];
        for (int i = 0; i < count; i++) {
            long bits = Double.doubleToLongBits(left[i]);
            keys[i] = ((bits < 0 ? ~bits ^ Long.MIN_VALUE : bits) & ~INDEX) | i;
        }
        Arrays.sort(keys);
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = (int) (keys[i] & INDEX);
        }
        return order;
    }

    /** The first position in {@code byLeft} from which on no left edge is below {@code edge}. */
    int firstFrom(double edge, int[] byLeft) {
        int low = 0;
        int high = byLeft.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (left[byLeft[middle]] < edge) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    double widest() {
        double widest = 0;
        for (int i = 0; i < count; i++) {
            widest = Math.max(widest, right[i] - left[i]);
        }
        return widest;
    }

    /** Intersection over union of one of these and one of {@code others}. */
    double iou(int mine, Boxes others, int other) {
        double w = Math.min(right[mine], others.right[other]) - Math.max(left[mine], others.left[other]);
        double h = Math.min(bottom[mine], others.bottom[other]) - Math.max(top[mine], others.top[other]);
        if (w <= 0 || h <= 0) {
            return 0;
        }
        double common = w * h;
        return common / (area(mine) + others.area(other) - common);
    }

    private double area(int i) {
        return (right[i] - left[i]) * (bottom[i] - top[i]);
    }

    private static double[] grown(double[] array) {
        return Arrays.copyOf(array, array.length * 2);
    }
}
