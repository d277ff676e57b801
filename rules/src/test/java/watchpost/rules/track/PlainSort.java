package watchpost.rules.track;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import watchpost.core.geometry.Box;
import watchpost.core.vision.Detection;

/**
 * The tracker that others are compared with: SORT (Bewley et al., 2016) with its usual numbers. Constant velocity per frame, one
 * assignment by overlap of at least 0.3 over all pairs at once, a track lives one frame without a detection and is told of from its
 * third on.
 */
final class PlainSort {
    private static final double MIN_IOU = 0.3;
    private static final int MAX_AGE = 1;
    private static final int MIN_HITS = 3;

    private final List<Follower> followers = new ArrayList<>();
    private long lastId;
    private int frames;

    private static final class Follower {
        final long id;
        /** Kalman filters of centre x, centre y, width and height; velocity per frame. */
        final Axis[] axes;

        int hits;
        int unseen;

        Follower(long id, Box box) {
            this.id = id;
            double scale = box.height();
            double noise = 0.05 * scale * 0.05 * scale;
            double[] z = measured(box);
            axes = new Axis[z.length];
            for (int i = 0; i < z.length; i++) {
                axes[i] = new Axis(z[i], noise, 0.1 * scale * 0.1 * scale);
            }
        }

        void predict() {
            double scale = axes[3].position();
            for (Axis axis : axes) {
                axis.predict(1, 1e-4 * scale * scale);
            }
            unseen++;
        }

        void correct(Box box) {
            double scale = box.height();
            double[] z = measured(box);
            for (int i = 0; i < z.length; i++) {
                axes[i].correct(z[i], 0.05 * scale * 0.05 * scale);
            }
            unseen = 0;
            hits++;
        }

        Box box() {
            double w = Math.max(1e-6, axes[2].position());
            double h = Math.max(1e-6, axes[3].position());
            return new Box(axes[0].position() - w / 2, axes[1].position() - h / 2, w, h);
        }

        private static double[] measured(Box box) {
            return new double[] {box.centre().x(), box.centre().y(), box.width(), box.height()};
        }
    }

    /** Takes one frame in and returns the followed objects that are seen in it. */
    List<Labelled> step(List<Detection> found) {
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
        int[] columnOf = Assignment.solve(cost);
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
        List<Labelled> seen = new ArrayList<>();
        for (Iterator<Follower> all = followers.iterator(); all.hasNext(); ) {
            Follower follower = all.next();
            if (follower.unseen == 0 && (follower.hits >= MIN_HITS || frames <= MIN_HITS)) {
                seen.add(new Labelled(follower.id, follower.box()));
            }
            if (follower.unseen > MAX_AGE) {
                all.remove();
            }
        }
        return seen;
    }
}
