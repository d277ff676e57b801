package watchpost.rules.track;

import java.util.Arrays;

/**
 * The cheapest one-to-one assignment of rows to columns: shortest augmenting paths with dual prices (Jonker and Volgenant, "A shortest
 * augmenting path algorithm for dense and sparse linear assignment problems", Computing 38, 1987), in O(rows² · columns).
 */
public final class Assignment {
    private static final int FREE = -1;

    private Assignment() {}

    /**
     * Solves one problem.
     *
     * @param cost {@code [rows][columns]}, finite; at least as many columns as rows
     * @return for each row its column; every row gets one
     */
    public static int[] solve(double[][] cost) {
        int rows = cost.length;
        int columns = rows == 0 ? 0 : cost[0].length;
        double[] rowPrice = new double[rows];
        double[] columnPrice = new double[columns];
        int[] rowOf = new int[columns];
        int[] previous = new int[columns];
        double[] distance = new double[columns];
        boolean[] done = new boolean[columns];
        Arrays.fill(rowOf, FREE);
        for (int start = 0; start < rows; start++) {
            Arrays.fill(distance, Double.POSITIVE_INFINITY);
            Arrays.fill(done, false);
            int row = start;
            int column = FREE;
            double reached = 0;
            do {
                int next = FREE;
                double best = Double.POSITIVE_INFINITY;
                for (int j = 0; j < columns; j++) {
                    if (done[j]) {
                        continue;
                    }
                    double through = reached + cost[row][j] - rowPrice[row] - columnPrice[j];
                    if (through < distance[j]) {
                        distance[j] = through;
                        previous[j] = column;
                    }
                    if (distance[j] < best) {
                        best = distance[j];
                        next = j;
                    }
                }
                column = next;
                done[column] = true;
                reached = best;
                row = rowOf[column];
            } while (row != FREE);
            updatePrices(rowPrice, columnPrice, rowOf, distance, done, start, reached);
            augment(rowOf, previous, column, start);
        }
        int[] columnOf = new int[rows];
        for (int j = 0; j < columns; j++) {
            if (rowOf[j] != FREE) {
                columnOf[rowOf[j]] = j;
            }
        }
        return columnOf;
    }

    private static void updatePrices(
            double[] rowPrice,
            double[] columnPrice,
            int[] rowOf,
            double[] distance,
            boolean[] done,
            int start,
            double reached) {
        rowPrice[start] += reached;
        for (int j = 0; j < done.length; j++) {
            if (done[j]) {
                columnPrice[j] += distance[j] - reached;
                if (rowOf[j] != FREE) {
                    rowPrice[rowOf[j]] += reached - distance[j];
                }
            }
        }
    }

    private static void augment(int[] rowOf, int[] previous, int end, int start) {
        int column = end;
        while (previous[column] != FREE) {
            rowOf[column] = rowOf[previous[column]];
            column = previous[column];
        }
        rowOf[column] = start;
    }
}
