package watchpost.testkit.tracking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import watchpost.core.geometry.Box;
import watchpost.core.vision.Detection;

/**
 * The tracker that others are compared with: SORT (Bewley et al., 2016) with its usual numbers. Constant velocity per frame, one
 * assignment by overlap of at least 0.3 over all pairs at once, a track lives one frame without a detection and is told of from its
 * third on.
 */
public final class PlainSort {
    private static final double MIN_IOU = 0.3;
    private static final int MAX_AGE = 1;
    private static final int MIN_HITS = 3;

    private final List<Follower> followers = new ArrayList<>();
    private long lastId;
    private int frames;

    /** A Kalman filter of one coordinate and its velocity per frame. */
    private static final class Coordinate {
        double position;
        double velocity;
        double p00;
        double p01;
        double p11;

        Coordinate(double position, double scale) {
            this.position = position;
            this.p00 = 0.05 * scale * 0.05 * scale;
            this.p11 = 0.1 * scale * 0.1 * scale;
        }

        void predict(double scale) {
            double noise = 1e-4 * scale * scale;
            position += velocity;
            p00 += 2 * p01 + p11 + noise / 3;
            p01 += p11 + noise / 2;
            p11 += noise;
        }

        void correct(double measured, double scale) {
            double innovation = p00 + 0.05 * scale * 0.05 * scale;
            double residual = measured - position;
            double gain = p00 / innovation;
            double velocityGain = p01 / innovation;
            position += gain * residual;
            velocity += velocityGain * residual;
            p11 -= velocityGain * p01;
            p01 *= 1 - gain;
            p00 *= 1 - gain;
        }
    }

    private static final class Follower {
        final long id;
        /** Centre x, centre y, width and height. */
        final Coordinate[] coordinates;

        int hits;
        int unseen;

        Follower(long id, Box box) {
            this.id = id;
            this.coordinates = Arrays.stream(measured(box))
                    .mapToObj(value -> new Coordinate(value, box.height()))
                    .toArray(Coordinate[]::new);
        }

        void predict() {
            double scale = coordinates[3].position;
            for (Coordinate coordinate : coordinates) {
                coordinate.predict(scale);
            }
            unseen++;
        }

        void correct(Box box) {
            double[] values = measured(box);
            for (int i = 0; i < values.length; i++) {
                coordinates[i].correct(values[i], box.height());
            }
            unseen = 0;
            hits++;
        }

        Box box() {
            double width = Math.max(1e-6, coordinates[2].position);
            double height = Math.max(1e-6, coordinates[3].position);
            return new Box(coordinates[0].position - width / 2, coordinates[1].position - height / 2, width, height);
        }

        private static double[] measured(Box box) {
            return new double[] {box.centre().x(), box.centre().y(), box.width(), box.height()};
        }
    }

    /** Takes one frame in and returns the followed objects that are seen in it, by identity. */
    public Map<Long, Box> step(List<Detection> found) {
        frames++;
        followers.forEach(Follower::predict);
        boolean[] taken = new boolean[found.size()];
        int size = Math.max(followers.size(), found.size());
        double[][] cost = new double[size][size];
        for (double[] row : cost) {
            Arrays.fill(row, 1);
        }
        for (int f = 0; f < followers.size(); f++) {
            for (int d = 0; d < found.size(); d++) {
                cost[f][d] = 1 - followers.get(f).box().iou(found.get(d).box());
            }
        }
        int[] columnOf = cheapest(cost);
        for (int f = 0; f < followers.size(); f++) {
            int d = columnOf[f];
            if (d < found.size() && cost[f][d] <= 1 - MIN_IOU) {
                followers.get(f).correct(found.get(d).box());
                taken[d] = true;
            }
        }
        for (int d = 0; d < taken.length; d++) {
            if (!taken[d]) {
                followers.add(new Follower(++lastId, found.get(d).box()));
            }
        }
        Map<Long, Box> seen = new LinkedHashMap<>();
        for (Iterator<Follower> all = followers.iterator(); all.hasNext(); ) {
            Follower follower = all.next();
            if (follower.unseen == 0 && (follower.hits >= MIN_HITS || frames <= MIN_HITS)) {
                seen.put(follower.id, follower.box());
            }
            if (follower.unseen > MAX_AGE) {
                all.remove();
            }
        }
        return seen;
    }

    /** The cheapest assignment of a square table's rows to its columns (Kuhn's Hungarian method with potentials). */
    private static int[] cheapest(double[][] cost) {
        int n = cost.length;
        double[] u = new double[n + 1];
        double[] v = new double[n + 1];
        int[] rowOf = new int[n + 1];
        for (int row = 1; row <= n; row++) {
            int[] way = new int[n + 1];
            double[] least = new double[n + 1];
            boolean[] used = new boolean[n + 1];
            Arrays.fill(least, Double.POSITIVE_INFINITY);
            rowOf[0] = row;
            int column = 0;
            do {
                used[column] = true;
                int next = 0;
                double delta = Double.POSITIVE_INFINITY;
                for (int j = 1; j <= n; j++) {
                    if (!used[j]) {
                        double reduced = cost[rowOf[column] - 1][j - 1] - u[rowOf[column]] - v[j];
                        if (reduced < least[j]) {
                            least[j] = reduced;
                            way[j] = column;
                        }
                        if (least[j] < delta) {
                            delta = least[j];
                            next = j;
                        }
                    }
                }
                for (int j = 0; j <= n; j++) {
                    if (used[j]) {
                        u[rowOf[j]] += delta;
                        v[j] -= delta;
                    } else {
                        least[j] -= delta;
                    }
                }
                column = next;
            } while (rowOf[column] != 0);
            for (; column != 0; column = way[column]) {
                rowOf[column] = rowOf[way[column]];
            }
        }
        int[] columnOf = new int[n];
        for (int j = 1; j <= n; j++) {
            columnOf[rowOf[j] - 1] = j - 1;
        }
        return columnOf;
    }
}
