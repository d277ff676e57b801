package watchpost.rules.track;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The identity F1 score of Ristani et al., "Performance Measures and a Data Set for Multi-Target, Multi-Camera Tracking", 2016: the
 * share of boxes that carry the right identity when each true trajectory is given the one computed trajectory that fits it best.
 */
final class Idf1 {
    private static final double MIN_IOU = 0.5;

    private Idf1() {}

    /** From 0 to 1; each list holds the boxes of one frame. */
    static double of(List<List<Labelled>> truth, List<List<Labelled>> computed) {
        Map<Long, Integer> trueIds = numbered(truth);
        Map<Long, Integer> computedIds = numbered(computed);
        int[][] common = new int[trueIds.size()][computedIds.size()];
        int trueBoxes = 0;
        int computedBoxes = 0;
        for (int f = 0; f < truth.size(); f++) {
            trueBoxes += truth.get(f).size();
            computedBoxes += computed.get(f).size();
            for (Labelled t : truth.get(f)) {
                for (Labelled c : computed.get(f)) {
                    if (t.box().iou(c.box()) >= MIN_IOU) {
                        common[trueIds.get(t.id())][computedIds.get(c.id())]++;
                    }
                }
            }
        }
        return 2.0 * best(common, computedIds.size()) / (trueBoxes + computedBoxes);
    }

    /** The largest sum of entries, one at most in each row and column. */
    private static int best(int[][] common, int columns) {
        // a column for each row besides, worth nothing: a true trajectory may stay without
        double[][] cost = new double[common.length][columns + common.length];
        for (int r = 0; r < common.length; r++) {
            Arrays.fill(cost[r], 0);
            for (int c = 0; c < columns; c++) {
                cost[r][c] = -common[r][c];
            }
        }
        int[] columnOf = Assignment.solve(cost);
        int sum = 0;
        for (int r = 0; r < common.length; r++) {
            sum += columnOf[r] < columns ? common[r][columnOf[r]] : 0;
        }
        return sum;
    }

    private static Map<Long, Integer> numbered(List<List<Labelled>> frames) {
        Map<Long, Integer> numbers = new TreeMap<>();
        List<Labelled> all = new ArrayList<>();
        frames.forEach(all::addAll);
        all.forEach(labelled -> numbers.putIfAbsent(labelled.id(), numbers.size()));
        return numbers;
    }
}
