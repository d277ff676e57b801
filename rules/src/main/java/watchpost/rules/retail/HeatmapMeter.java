package watchpost.rules.retail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import watchpost.core.event.MeasurementKind;
import watchpost.core.event.Values;
import watchpost.core.geometry.Point;
import watchpost.core.rule.RetailRule;
import watchpost.rules.fold.Explanation;
import watchpost.rules.fold.Now;
import watchpost.rules.fold.Observation;
import watchpost.rules.fold.Outputs;
import watchpost.rules.fold.Scene;
import watchpost.rules.fold.Sighting;
import watchpost.rules.part.Interval;
import watchpost.rules.part.Meter;
import watchpost.rules.part.Reasons;
import watchpost.rules.part.Wording;

/** For how long objects stood in each cell of a grid: what a frame shows was so until the next. */
public final class HeatmapMeter implements Meter {
    private static final double NANOS = 1e-9;

    private final RetailRule.Heatmap rule;
    /** Object-nanoseconds by cell, row by row from the top left. */
    private final double[] cells;
    /** The cells of the objects of the last frame. */
    private final int[] now;

    public HeatmapMeter(RetailRule.Heatmap rule) {
        this(rule, new double[rule.columns() * rule.rows()], new int[0]);
    }

    private HeatmapMeter(RetailRule.Heatmap rule, double[] cells, int[] now) {
        this.rule = rule;
        this.cells = cells;
        this.now = now;
    }

    @Override
    public MeasurementKind kind() {
        return MeasurementKind.HEATMAP;
    }

    @Override
    public Meter credit(long nanos) {
        if (nanos == 0 || now.length == 0) {
            return this;
        }
        double[] more = cells.clone();
        for (int cell : now) {
            more[cell] += nanos;
        }
        return new HeatmapMeter(rule, more, now);
    }

    @Override
    public Meter seen(Scene scene, boolean armed, Outputs out) {
        int[] places = new int[scene.seen().size()];
        int count = 0;
        for (Observation seen : scene.seen()) {
            if (armed && seen.countsFor(rule.watch())) {
                places[count++] = cell(seen.place(rule.watch()));
            }
        }
        return new HeatmapMeter(rule, cells, Arrays.copyOf(places, count));
    }

    private int cell(Point place) {
        int column = Math.min(rule.columns() - 1, Math.max(0, (int) (place.x() * rule.columns())));
        int row = Math.min(rule.rows() - 1, Math.max(0, (int) (place.y() * rule.rows())));
        return row * rule.columns() + column;
    }

    @Override
    public Meter gone(Sighting last, boolean armed, Outputs out) {
        return this;
    }

    @Override
    public List<Values> records(Interval.Closed interval) {
        List<Double> seconds = new ArrayList<>(cells.length);
        for (double cell : cells) {
            seconds.add(Wording.rounded(cell * NANOS));
        }
        return List.of(Values.builder()
                .put("columns", (long) rule.columns())
                .put("rows", (long) rule.rows())
                .put("seconds", seconds)
                .build());
    }

    @Override
    public Meter reset() {
        return new HeatmapMeter(rule, new double[cells.length], now);
    }

    @Override
    public Explanation explain(Sighting last, Now at) {
        Reasons.Lack unwanted = Reasons.unwanted(rule.watch(), last, at);
        if (unwanted != null) {
            return Reasons.missed(rule, last, unwanted);
        }
        int cell = cell(rule.watch().place(last.track().box()));
        return Reasons.met(
                rule, last, "in column " + (cell % rule.columns() + 1) + ", row " + (cell / rule.columns() + 1));
    }

    @Override
    public int held() {
        return 0;
    }
}
