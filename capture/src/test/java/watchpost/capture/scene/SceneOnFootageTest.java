package watchpost.capture.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntBinaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import watchpost.testkit.Peers;

/** Real scenes: every fault laid over them is found, and what is no fault is not taken for one. */
@Execution(ExecutionMode.CONCURRENT)
class SceneOnFootageTest {
    private static final int SIDE = 240;
    private static final double FAULT_AT = 24;
    private static final double END = 64;

    /** Straight down on smooth asphalt: a small turn is not to be told from what drives through. */
    private static final String BARE = "car-detection.mp4";

    private static final int[] HEADLIGHTS = headlights();

    private final SplittableRandom random = new SplittableRandom(7);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vtest.avi",
                "one-by-one-person-detection.mp4",
                "car-detection.mp4",
                "intel_store-aisle-detection_short.mp4",
                "intel_person-bicycle-car-detection_short.mp4",
                "shop-counter.mp4",
                "TUD-Stadtmitte.mp4",
                "TUD-Campus.mp4"
            })
    void faultsAreFoundAndNothingElse(String clip) throws Exception {
        Footage footage = new Footage(Peers.footage(clip));
        assertEquals(List.of(), changes(footage, UnaryOperator.identity()), "as it is");
        for (Map.Entry<String, UnaryOperator<byte[]>> harmless : harmless().entrySet()) {
            assertEquals(List.of(), changes(footage, harmless.getValue()), harmless.getKey());
        }
        found(footage, SceneVerdict.BLACK, 20, each((value, at) -> 8 + random.nextInt(7)));
        found(footage, SceneVerdict.COVERED, 20, each((value, at) -> 80 + at / (SIDE * 9) + random.nextInt(9)));
        if (!clip.equals(BARE)) {
            found(footage, SceneVerdict.MOVED, 30, shifted(7, 5, 1));
            found(footage, SceneVerdict.MOVED, 30, shifted(0, 0, 1.3));
        }
        found(footage, SceneVerdict.MOVED, 30, shifted(36, 19, 1));
        byte[][] held = {null};
        found(footage, SceneVerdict.FROZEN, 30, picture -> {
            held[0] = held[0] == null ? picture.clone() : held[0];
            return held[0];
        });
    }

    /** Plays with {@code fault} from 24 s on, which must be found as this within {@code seconds}, and be over soon after it. */
    private static void found(Footage footage, SceneVerdict expected, double seconds, UnaryOperator<byte[]> fault) {
        SceneWatch watch = new SceneWatch();
        List<String> verdicts = new ArrayList<>();
        double[] at = {0};
        footage.play(watch, 0, FAULT_AT, UnaryOperator.identity(), (second, verdict) -> note(verdicts, verdict));
        footage.play(watch, FAULT_AT, END, fault, (second, verdict) -> {
            if (note(verdicts, verdict)) {
                at[0] = second;
            }
        });
        assertEquals(List.of(expected.name()), verdicts);
        assertTrue(at[0] <= FAULT_AT + seconds, expected + " found after " + (at[0] - FAULT_AT) + " s");
        footage.play(watch, END, END + 20, UnaryOperator.identity(), (second, verdict) -> {});
        assertEquals(SceneVerdict.CLEAR, watch.verdict(), "after " + expected);
    }

    private static List<String> changes(Footage footage, UnaryOperator<byte[]> change) {
        SceneWatch watch = new SceneWatch();
        List<String> verdicts = new ArrayList<>();
        footage.play(watch, 0, FAULT_AT, UnaryOperator.identity(), (second, verdict) -> note(verdicts, verdict));
        footage.play(watch, FAULT_AT, END, change, (second, verdict) -> note(verdicts, verdict));
        return verdicts;
    }

    private static boolean note(List<String> verdicts, SceneVerdict verdict) {
        String last = verdicts.isEmpty() ? SceneVerdict.CLEAR.name() : verdicts.get(verdicts.size() - 1);
        return !last.equals(verdict.name()) && verdicts.add(verdict.name());
    }

    private Map<String, UnaryOperator<byte[]>> harmless() {
        return Map.of(
                "a quarter of the light, and noise", each((value, at) -> value / 4 + random.nextInt(11) - 5),
                "glaring light", each((value, at) -> value + 90),
                "another gamma", each((value, at) -> (int) (255 * Math.sqrt(value / 255.0))),
                "headlights", each((value, at) -> value + HEADLIGHTS[at]),
                "a shaking pole",
                        picture -> shifted(random.nextInt(4) - 2, random.nextInt(4) - 2, 1)
                                .apply(picture));
    }

    /** What two headlights add to each byte. */
    private static int[] headlights() {
        int[] added = new int[SIDE * SIDE * 3];
        for (int at = 0; at < added.length; at++) {
            added[at] = glow(at, 75, 150) + glow(at, 150, 150);
        }
        return added;
    }

    private static int glow(int at, int x, int y) {
        double dx = at / 3 % SIDE - x;
        double dy = at / 3 / SIDE - y;
        return (int) (220 * Math.exp(-(dx * dx + dy * dy) / 2000));
    }

    private static UnaryOperator<byte[]> each(IntBinaryOperator change) {
        return picture -> {
            byte[] changed = new byte[picture.length];
            for (int at = 0; at < picture.length; at++) {
                int value = change.applyAsInt(picture[at] & 0xff, at);
                changed[at] = (byte) Math.max(0, Math.min(255, value));
            }
            return changed;
        };
    }

    /** Turned by so many pixels of 240 and zoomed; at the rims the outermost pixels go on. */
    private static UnaryOperator<byte[]> shifted(int right, int down, double zoom) {
        return picture -> {
            byte[] changed = new byte[picture.length];
            for (int y = 0; y < SIDE; y++) {
                for (int x = 0; x < SIDE; x++) {
                    int from = (inside((y - SIDE / 2) / zoom + SIDE / 2.0 + down) * SIDE
                                    + inside((x - SIDE / 2) / zoom + SIDE / 2.0 + right))
                            * 3;
                    System.arraycopy(picture, from, changed, (y * SIDE + x) * 3, 3);
                }
            }
            return changed;
        };
    }

    private static int inside(double place) {
        return (int) Math.max(0, Math.min(SIDE - 1, place));
    }
}
