package watchpost.capture.demand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import watchpost.capture.demand.DecodePlan.Step;

/** Ten pictures a second, a key frame every second, all of one size unless something moves. */
class DecodePlanTest {
    private static final long PICTURE = 100_000_000L;

    private final Attention attention = new Attention();
    private int number;

    private long now() {
        return number * PICTURE;
    }

    private Map<Step, Integer> send(DecodePlan plan, int seconds, int bytes, boolean overloaded) {
        Map<Step, Integer> steps = new EnumMap<>(Step.class);
        for (int i = 0; i < 10 * seconds; i++, number++) {
            boolean key = number % 10 == 0;
            steps.merge(plan.next(key, key ? 20_000 : bytes, now(), overloaded), 1, Integer::sum);
        }
        return steps;
    }

    @Test
    void everyPictureIsFollowedWhereNothingElseIsWanted() {
        assertEquals(Map.of(Step.FOLLOW, 300), send(new DecodePlan(DecodeMode.ALWAYS, attention), 30, 900, false));
    }

    @Test
    void onlyKeyFramesAreLookedAtWhereThatIsWanted() {
        DecodePlan plan = new DecodePlan(DecodeMode.KEYFRAMES, attention);
        assertEquals(Map.of(Step.ALONE, 30, Step.LEAVE, 270), send(plan, 30, 900, false));
        assertFalse(plan.wasStill(), "nobody looked at what lies between");
    }

    @Test
    void aStillStreamIsLeftAndFollowedAgainFromTheLastKeyFrame() {
        DecodePlan plan = new DecodePlan(DecodeMode.ADAPTIVE, attention);
        send(plan, 10, 900, false);
        assertEquals(Map.of(Step.ALONE, 20, Step.LEAVE, 180), send(plan, 20, 900, false));
        assertTrue(plan.isResting());
        Map<Step, Integer> moving = send(plan, 1, 5_000, false);
        assertEquals(1, moving.get(Step.GO_BACK), moving.toString());
        assertFalse(plan.isResting());
    }

    @Test
    void whoFindsSomethingKeepsItFollowed() {
        DecodePlan plan = new DecodePlan(DecodeMode.ADAPTIVE, attention);
        send(plan, 10, 900, false);
        attention.call(now());
        assertEquals(1, send(plan, 1, 900, false).get(Step.FOLLOW).compareTo(8), "from the key frame on");
        send(plan, 5, 900, false);
        assertTrue(plan.isResting(), "for some seconds only");
    }

    @Test
    void withoutTimeOnlyKeyFramesAreLookedAtAndThatIsNotCalledStill() {
        DecodePlan plan = new DecodePlan(DecodeMode.ALWAYS, attention);
        send(plan, 2, 900, false);
        assertEquals(Map.of(Step.ALONE, 5, Step.LEAVE, 45), send(plan, 5, 900, true));
        assertFalse(plan.wasStill());
        number += 5;
        assertEquals(
                Step.LEAVE, plan.next(false, 900, now(), false), "there is time again, from the next key frame on");
        assertEquals(Step.FOLLOW, plan.next(true, 20_000, now(), false));
    }
}
