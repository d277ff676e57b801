package watchpost.detector.family;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoresTest {
    private static final float[] EDGES = {
        0,
        -0.0f,
        -1,
        1,
        Float.NaN,
        -Float.NaN,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.MIN_VALUE,
        Float.MAX_VALUE
    };

    /** Against one comparison for each number, with numbers of every kind and tables of every size. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void findsWhatOneComparisonForEachNumberFinds(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int found = 0;
        for (int run = 0; run < 300; run++) {
            Table table = Table.any(random);
            float least = (float) random.nextDouble(0.01, 1);
            double share = random.nextDouble();
            FloatBuffer numbers = FloatBuffer.allocate(table.count());
            for (int i = 0; i < table.count(); i++) {
                numbers.put(i, random.nextDouble() < share ? (float) random.nextDouble(0, least) : any(random, least));
            }
            found += assertFinds(table, numbers, Output.of(table.dims(), numbers), least);
        }
        assertTrue(found > 100, "rows that matter");
    }

    /** The same with bytes, with tables of ascending numbers in which some are equal, against the numbers they stand for. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void findsTheSameInBytes(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int found = 0;
        for (int run = 0; run < 300; run++) {
            Table table = Table.any(random);
            float[] levels = new float[256];
            for (int i = 1; i < levels.length; i++) {
                levels[i] = levels[i - 1] + random.nextInt(3) / 512f;
            }
            int most = random.nextInt(1, 257);
            float least = random.nextInt(5) == 0 ? (float) random.nextDouble(-0.1, 1.1) : levels[random.nextInt(most)];
            ByteBuffer bytes = ByteBuffer.allocateDirect(table.count());
            FloatBuffer numbers = FloatBuffer.allocate(bytes.capacity());
            for (int i = 0; i < bytes.capacity(); i++) {
                int level = random.nextInt(most);
                bytes.put(i, (byte) level);
                numbers.put(i, levels[level]);
            }
            found += assertFinds(table, numbers, Output.of(table.dims(), bytes, new Levels(levels)), least);
        }
        assertTrue(found > 100, "rows that matter");
    }

    private static float any(SplittableRandom random, float least) {
        return switch (random.nextInt(4)) {
            case 0 -> EDGES[random.nextInt(EDGES.length)];
            case 1 -> least;
            case 2 -> Math.nextDown(least);
            default -> (float) random.nextDouble(-2, 2);
        };
    }

    /** Rows of numbers behind some that do not belong to them. */
    private record Table(int first, int places, int classes) {
        static Table any(SplittableRandom random) {
            return new Table(random.nextInt(0, 20), random.nextInt(1, 60), random.nextInt(1, 24));
        }

        int count() {
            return first + places * classes;
        }

        List<Integer> dims() {
            return List.of(1, places, classes);
        }
    }

    /** @return how many rows matter */
    private static int assertFinds(Table table, FloatBuffer numbers, Output output, float least) {
        List<String> expected = naive(numbers, table.first, table.places, table.classes, least);
        List<String> visited = new ArrayList<>();
        Scores.visit(
                output,
                table.first,
                table.places,
                table.classes,
                least,
                (place, label, score) -> visited.add(place + " " + label));
        assertEquals(expected, visited, () -> table + ", least " + least);
        return expected.size();
    }

    private static List<String> naive(FloatBuffer numbers, int first, int places, int classes, float least) {
        List<String> rows = new ArrayList<>();
        for (int place = 0; place < places; place++) {
            boolean matters = false;
            for (int i = 0; i < classes; i++) {
                matters |= numbers.get(first + place * classes + i) >= least;
            }
            if (matters) {
                rows.add(place + " " + Scores.best(numbers, first + place * classes, classes));
            }
        }
        return rows;
    }
}
