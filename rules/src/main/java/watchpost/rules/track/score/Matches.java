package watchpost.rules.track.score;

import watchpost.rules.track.Assignment;

/** The one-to-one matches of largest total worth. */
final class Matches {
    static final int NONE = -1;

    private Matches() {}

    /**
     * @param worth {@code [rows][columns]}, at least 0; what is worth 0 is not matched
     * @return for each row its column or {@link #NONE}
     */
    static int[] best(double[][] worth, int columns) {
        // a column for each row besides, worth nothing: a row may stay without
        double[][] cost = new double[worth.length][columns + worth.length];
        for (int row = 0; row < worth.length; row++) {
            for (int column = 0; column < columns; column++) {
                cost[row][column] = -worth[row][column];
            }
        }
        int[] columnOf = Assignment.solve(cost);
        for (int row = 0; row < columnOf.length; row++) {
            if (columnOf[row] >= columns || worth[row][columnOf[row]] <= 0) {
                columnOf[row] = NONE;
            }
        }
        return columnOf;
    }
}
