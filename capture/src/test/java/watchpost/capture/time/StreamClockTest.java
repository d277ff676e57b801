package watchpost.capture.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StreamClockTest {
    private static final long MS = 1_000_000L;
    private static final long SECOND = 1000 * MS;

    private final StreamClock clock = new StreamClock();

    @Test
    void beginsAtZeroAndFollowsTheStampsWhateverTheNetworkDoes() {
        long[] late = {0, 30, 5, 200, 0, 12};
        for (int i = 0; i < late.length; i++) {
            assertEquals(i * 40L * MS, at(9_000 + i * 40L, 77_000 + i * 40L + late[i]));
        }
    }

    @Test
    void aBurstAfterAStallKeepsItsStamps() {
        at(0, 0);
        assertEquals(40 * MS, at(40, 8_000));
        for (int i = 2; i < 200; i++) {
            assertEquals(i * 40L * MS, at(i * 40L, 8_000 + i));
        }
        assertEquals(0, clock.jumps());
    }

    @Test
    void aReconnectAdvancesByTheTimeThatWentBy() {
        at(1_000, 0);
        at(1_040, 40);
        clock.reconnected();
        assertEquals(12_040 * MS, at(500, 12_040));
        assertEquals(12_080 * MS, at(540, 12_080));
    }

    @Test
    void jumpsOfTheCamerasClockAreBridged() {
        at(5_000, 0);
        at(5_040, 40);
        assertEquals(80 * MS, at(1_000, 80), "back");
        assertEquals(120 * MS, at(1_040, 120));
        assertEquals(160 * MS, at(900_000, 160), "forward");
        assertEquals(200 * MS, at(900_040, 200));
        assertEquals(2, clock.jumps());
    }

    @Test
    void picturesOutOfOrderStandStillInsteadOfJumping() {
        at(0, 0);
        assertEquals(120 * MS, at(120, 40));
        assertEquals(120 * MS, at(40, 80));
        assertEquals(120 * MS, at(80, 120));
        assertEquals(160 * MS, at(160, 160));
        assertEquals(0, clock.jumps());
    }

    @Test
    void aGapOfTheStreamThatTheStampsKnowIsKept() {
        at(0, 0);
        assertEquals(10_000 * MS, at(10_000, 10_000));
        assertEquals(0, clock.jumps());
    }

    @Test
    void picturesWithoutStampsAdvanceByArrival() {
        at(0, 0);
        assertEquals(70 * MS, clock.position(OptionalLong.empty(), 70 * MS));
        assertEquals(110 * MS, at(5_000, 110));
        assertEquals(150 * MS, at(5_040, 150));
    }

    @Test
    void aCameraClockThatRunsFastForDaysIsNoJump() {
        for (long second = 0; second < 86_400; second += 10) {
            assertEquals(second * 1_001 * MS, at(second * 1_001, second * 1_000));
        }
        assertEquals(0, clock.jumps());
    }

    @Test
    void neverGoesBackWhateverComes() {
        SplittableRandom random = new SplittableRandom(4);
        long arrival = 0;
        long last = 0;
        for (int i = 0; i < 20_000; i++) {
            arrival += random.nextLong(200);
            if (random.nextInt(50) == 0) {
                clock.reconnected();
            }
            OptionalLong stamp = random.nextInt(20) == 0
                    ? OptionalLong.empty()
                    : OptionalLong.of(random.nextLong(-100 * SECOND, 100 * SECOND));
            long position = clock.position(stamp, arrival * MS);
            assertTrue(position >= last, "picture " + i);
            last = position;
        }
    }

    private long at(long stampMillis, long arrivalMillis) {
        return clock.position(OptionalLong.of(stampMillis * MS), arrivalMillis * MS);
    }
}
