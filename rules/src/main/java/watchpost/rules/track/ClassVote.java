package watchpost.rules.track;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What an object is, by the summed confidence of its detections: a car that looks like a truck in some frames stays one car. A few
 * labels at most, so a short list beats a map.
 */
final class ClassVote {
    private static final int MAX_LABELS = 8;

    private final List<String> labels = new ArrayList<>(1);
    private double[] weights = new double[1];
    private int winner;

    void add(String label, double confidence) {
        int at = labels.indexOf(label);
        if (at < 0) {
            if (labels.size() == MAX_LABELS) {
                return;
            }
            at = labels.size();
            labels.add(label);
            if (at == weights.length) {
                weights = Arrays.copyOf(weights, at * 2);
            }
        }
        weights[at] += confidence;
        if (weights[at] > weights[winner]) {
            winner = at;
        }
    }

    /** The label with the most votes; the earlier one on a tie. Call only after the first vote. */
    String winner() {
        return labels.get(winner);
    }
}
