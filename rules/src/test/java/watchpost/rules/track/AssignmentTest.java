package watchpost.rules.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AssignmentTest {
    @Test
    void itIsAsCheapAsTheCheapestOfAll() {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 300; round++) {
            int rows = random.nextInt(1, 6);
            double[][] cost = random(random, rows, rows + random.nextInt(0, 3));
            int[] columnOf = Assignment.solve(cost);
            assertEquals(rows, Arrays.stream(columnOf).distinct().count(), "a column is given once");
            assertEquals(cheapest(cost, 0, new boolean[cost[0].length]), total(cost, columnOf), 1e-9);
        }
    }

    @Test
    void groupsGiveTheSameAsOneLargeProblem() {
        SplittableRandom random = new SplittableRandom(2);
        Association association = new Association();
        for (int round = 0; round < 200; round++) {
            Boxes tracks = boxes(random, random.nextInt(1, 30));
            Boxes detections = boxes(random, random.nextInt(1, 30));
            double limit = 0.9;
            int[] grouped = association.match(tracks, detections, (t, d) -> 1 - tracks.iou(t, detections, d), limit);
            double gain = 0;
            for (int t = 0; t < tracks.count; t++) {
                gain += grouped[t] == Association.NONE ? 0 : limit - (1 - tracks.iou(t, detections, grouped[t]));
            }
            assertEquals(denseGain(tracks, detections, limit), gain, 1e-9);
        }
    }

    @Test
    void ahundredObjectsAreComparedWithTheirNeighboursOnly() {
        SplittableRandom random = new SplittableRandom(3);
        Boxes tracks = new Boxes();
        Boxes detections = new Boxes();
        for (int i = 0; i < 100; i++) {
            double x = random.nextDouble(0.9);
            double y = random.nextDouble(0.8);
            tracks.add(x, y, x + 0.04, y + 0.12);
            double dx = random.nextDouble(-0.005, 0.005);
            detections.add(x + dx, y, x + dx + 0.04, y + 0.12);
        }
        AtomicInteger compared = new AtomicInteger();
        int[] detectionOf = new Association()
                .match(
                        tracks,
                        detections,
                        (t, d) -> {
                            compared.incrementAndGet();
                            return 1 - tracks.iou(t, detections, d);
                        },
                        0.8);
        assertEquals(
                100,
                Arrays.stream(detectionOf).filter(d -> d != Association.NONE).count());
        assertTrue(compared.get() < 100 * 100 / 10, compared + " of 10,000 pairs were compared");
    }

    private static double denseGain(Boxes tracks, Boxes detections, double limit) {
        int size = Math.max(tracks.count, detections.count);
        double[][] cost = new double[size][size];
        for (double[] row : cost) {
            Arrays.fill(row, limit);
        }
        for (int t = 0; t < tracks.count; t++) {
            for (int d = 0; d < detections.count; d++) {
                cost[t][d] = Math.min(limit, 1 - tracks.iou(t, detections, d));
            }
        }
        return size * limit - total(cost, Assignment.solve(cost));
    }

    private static Boxes boxes(SplittableRandom random, int count) {
        Boxes boxes = new Boxes();
        for (int i = 0; i < count; i++) {
            double x = random.nextDouble(0.6);
            double y = random.nextDouble(0.6);
            boxes.add(x, y, x + random.nextDouble(0.1, 0.3), y + random.nextDouble(0.1, 0.3));
        }
        return boxes;
    }

    private static double[][] random(SplittableRandom random, int rows, int columns) {
        double[][] cost = new double[rows][columns];
        for (double[] row : cost) {
            Arrays.setAll(row, i -> random.nextInt(10));
        }
        return cost;
    }

    private static double total(double[][] cost, int[] columnOf) {
        double sum = 0;
        for (int r = 0; r < columnOf.length; r++) {
            sum += cost[r][columnOf[r]];
        }
        return sum;
    }

    private static double cheapest(double[][] cost, int row, boolean[] taken) {
        if (row == cost.length) {
            return 0;
        }
        double best = Double.POSITIVE_INFINITY;
        for (int c = 0; c < taken.length; c++) {
            if (!taken[c]) {
                taken[c] = true;
                best = Math.min(best, cost[row][c] + cheapest(cost, row + 1, taken));
                taken[c] = false;
            }
        }
        return best;
    }
}
