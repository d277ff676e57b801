package watchpost.daemon.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import watchpost.core.event.Values;

/**
 * How long objects stood in each cell of a grid over the picture.
 *
 * @param seconds object-seconds by cell, row by row from the top left; {@code columns * rows} of them
 */
public record HeatGrid(int columns, int rows, List<Double> seconds) {
    public HeatGrid {
        seconds = List.copyOf(seconds);
        if (columns < 1 || rows < 1 || seconds.size() != columns * rows) {
            throw new IllegalArgumentException(seconds.size() + " cells are not " + columns + " x " + rows);
        }
    }

    /** Of a {@code heatmap} record. */
    public static HeatGrid of(Values record) {
        Map<String, Object> entries = record.entries();
        List<Double> seconds = ((List<?>) entries.getOrDefault("seconds", List.of()))
                .stream().map(cell -> ((Number) cell).doubleValue()).toList();
        return new HeatGrid(number(entries, "columns"), number(entries, "rows"), seconds);
    }

    private static int number(Map<String, Object> entries, String name) {
        return ((Number) entries.getOrDefault(name, 0)).intValue();
    }

    /** Both times together; {@code other} has as many cells. */
    public HeatGrid plus(HeatGrid other) {
        List<Double> sums = new ArrayList<>(seconds);
        for (int i = 0; i < sums.size(); i++) {
            sums.set(i, sums.get(i) + other.seconds.get(i));
        }
        return new HeatGrid(columns, rows, sums);
    }

    double most() {
        return seconds.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }
}
