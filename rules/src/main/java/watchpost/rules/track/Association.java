package watchpost.rules.track;

import java.util.Arrays;

/**
 * Pairs tracks with detections at the least total cost. Only pairs whose rectangles meet are looked at; those pairs fall into groups
 * that share no track and no detection, and each group is solved by itself, which is exact and turns one cubic problem into many
 * tiny ones. Buffers are reused: one instance per tracker.
 */
final class Association {
    static final int NONE = -1;

    /** What it costs to pair a track with a detection. */
    @FunctionalInterface
    interface Cost {
        /** At or above the limit of the search means that the pair is not allowed. */
        double of(int track, int detection);
    }

    private int pairs;
    private int[] pairTrack = new int[64];
    private int[] pairDetection = new int[64];
    private double[] pairCost = new double[64];
    private int[] parent = new int[64];
    private int[] position = new int[64];

    /**
     * Finds the pairs.
     *
     * @param tracks where each track may be
     * @param detections where each detection is
     * @param limit pairs that cost this much or more stay apart
     * @return for each track its detection or {@link #NONE}
     */
    int[] match(Boxes tracks, Boxes detections, Cost cost, double limit) {
        int[] result = new int[tracks.count];
        Arrays.fill(result, NONE);
        collect(tracks, detections, cost, limit);
        if (pairs == 0) {
            return result;
        }
        int[] order = byGroup(tracks.count, tracks.count + detections.count);
        for (int from = 0; from < pairs; ) {
            int root = root(pairTrack[order[from]]);
            int to = from + 1;
            while (to < pairs && root(pairTrack[order[to]]) == root) {
                to++;
            }
            solve(order, from, to, limit, result);
            from = to;
        }
        return result;
    }

    private void collect(Boxes tracks, Boxes detections, Cost cost, double limit) {
        pairs = 0;
        int[] byLeft = detections.orderedByLeft();
        double widest = detections.widest();
        for (int t = 0; t < tracks.count; t++) {
            double left = tracks.left[t];
            double right = tracks.right[t];
            for (int i = detections.firstFrom(left - widest, byLeft); i < byLeft.length; i++) {
                int d = byLeft[i];
                if (detections.left[d] > right) {
                    break;
                }
                if (detections.right[d] >= left
                        && detections.top[d] <= tracks.bottom[t]
                        && detections.bottom[d] >= tracks.top[t]) {
                    double price = cost.of(t, d);
                    if (price < limit) {
                        add(t, d, price);
                    }
                }
            }
        }
    }

    private void add(int track, int detection, double price) {
        if (pairs == pairTrack.length) {
            pairTrack = Arrays.copyOf(pairTrack, pairs * 2);
            pairDetection = Arrays.copyOf(pairDetection, pairs * 2);
            pairCost = Arrays.copyOf(pairCost, pairs * 2);
        }
        pairTrack[pairs] = track;
        pairDetection[pairs] = detection;
        pairCost[pairs] = price;
        pairs++;
    }

    /** Joins what shares a track or a detection, and returns the pairs' indices ordered by group. */
    private int[] byGroup(int tracks, int nodes) {
        if (parent.length < nodes) {
            parent = new int[nodes * 2];
            position = new int[nodes * 2];
        }
        for (int i = 0; i < nodes; i++) {
            parent[i] = i;
            position[i] = 0;
        }
        for (int p = 0; p < pairs; p++) {
            parent[root(tracks + pairDetection[p])] = root(pairTrack[p]);
        }
        for (int p = 0; p < pairs; p++) {
            position[root(pairTrack[p])]++;
        }
        int next = 0;
        for (int i = 0; i < nodes; i++) {
            int size = position[i];
            position[i] = next;
            next += size;
        }
        int[] order = new int[pairs];
        for (int p = 0; p < pairs; p++) {
            order[position[root(pairTrack[p])]++] = p;
        }
        return order;
    }

    private int root(int node) {
        int at = node;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    private void solve(int[] order, int from, int to, double limit, int[] result) {
        if (to - from == 1) {
            result[pairTrack[order[from]]] = pairDetection[order[from]];
            return;
        }
        int[] tracks = distinct(order, from, to, pairTrack);
        int[] detections = distinct(order, from, to, pairDetection);
        boolean byTrack = tracks.length <= detections.length;
        int[] rows = byTrack ? tracks : detections;
        int[] columns = byTrack ? detections : tracks;
        double[][] cost = new double[rows.length][columns.length];
        for (double[] row : cost) {
            Arrays.fill(row, limit);
        }
        for (int i = from; i < to; i++) {
            int p = order[i];
            int t = Arrays.binarySearch(tracks, pairTrack[p]);
            int d = Arrays.binarySearch(detections, pairDetection[p]);
            cost[byTrack ? t : d][byTrack ? d : t] = pairCost[p];
        }
        // A pair that is not allowed costs the limit, the same as leaving both alone: it is dropped after the
        // assignment.
        int[] columnOf = Assignment.solve(cost);
        for (int r = 0; r < rows.length; r++) {
            if (cost[r][columnOf[r]] < limit) {
                int row = rows[r];
                int column = columns[columnOf[r]];
                result[byTrack ? row : column] = byTrack ? column : row;
            }
        }
    }

    private static int[] distinct(int[] order, int from, int to, int[] values) {
        int[] all = new int[to - from];
        for (int i = from; i < to; i++) {
            all[i - from] = values[order[i]];
        }
        Arrays.sort(all);
        int count = 0;
        for (int i = 0; i < all.length; i++) {
            if (i == 0 || all[i] != all[i - 1]) {
                all[count++] = all[i];
            }
        }
        return Arrays.copyOf(all, count);
    }
}
