package watchpost.capture.demand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** Packets of 25 pictures a second, a key frame every two seconds, with sizes that wander by a fifth. */
class StreamActivityTest {
    private static final long PICTURE = 40_000_000L;
    private static final int GROUP = 50;
    private static final int SECOND = 25;

    private final SplittableRandom random = new SplittableRandom(7);
    private final StreamActivity activity = new StreamActivity();
    private int number;

    private long now() {
        return number * PICTURE;
    }

    /** Sends packets for so many seconds; returns in how many pictures something was said to move. */
    private int send(int seconds, boolean objects, IntUnaryOperator size) {
        int moving = 0;
        for (int i = 0; i < seconds * SECOND; i++, number++) {
            boolean key = number % GROUP == 0;
            double wander = 0.8 + 0.4 * random.nextDouble();
            activity.packet(key, (int) (wander * (key ? 90_000 : size.applyAsInt(number))), now(), objects);
            moving += activity.isMoving(now()) ? 1 : 0;
        }
        return moving;
    }

    @Test
    void nothingIsSaidToBeStillBeforeItIsKnownHowThatLooks() {
        assertEquals(3 * SECOND, send(3, false, n -> 5_000));
    }

    @Test
    void noiseIsStillAndMovementIsFoundBeforeTheNextKeyFrame() {
        send(20, false, n -> 5_000);
        assertEquals(0, send(600, false, n -> 5_000), "pictures with noise alone");
        send(1, false, n -> 9_000);
        assertTrue(activity.isMoving(now()), "within a second");
        send(5, false, n -> 5_000);
        assertFalse(activity.isMoving(now()), "it is over");
    }

    @Test
    void anEncoderThatAlternatesIsStill() {
        send(20, false, n -> n % 2 == 0 ? 8_000 : 1_500);
        assertEquals(0, send(120, false, n -> n % 2 == 0 ? 8_000 : 1_500));
    }

    @Test
    void theNoiseOfTheNightIsLearntWhereNobodyIsFound() {
        send(30, false, n -> 4_000);
        send(90, false, n -> 12_000);
        assertEquals(0, send(60, false, n -> 12_000));
        send(30, false, n -> 4_000);
        assertTrue(send(2, false, n -> 12_000) > 0, "what was noise by night is movement by day");
    }

    @Test
    void aBusyStreetDoesNotBecomeTheUsualThingWhileSomebodyIsFoundInIt() {
        send(30, false, n -> 4_000);
        send(1, true, n -> 12_000);
        assertEquals(60 * SECOND, send(60, true, n -> 12_000));
    }
}
