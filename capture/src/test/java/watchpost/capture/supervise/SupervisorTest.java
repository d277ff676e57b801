package watchpost.capture.supervise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import watchpost.core.event.CameraState;

class SupervisorTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Limits LIMITS = new Limits(5 * SECOND, 5 * SECOND, 15 * SECOND, 3 * SECOND);

    private final Supervisor supervisor = new Supervisor(LIMITS, () -> 1.0);
    /** Any reading of a monotonic clock, also one that overflows on the way. */
    private long now = Long.MAX_VALUE - 7 * SECOND;

    @Test
    void openingMayTakeItsTimeAndNoMore() {
        supervisor.opening(now);
        assertEquals(now + 5 * SECOND, supervisor.deadline());
    }

    @Test
    void anOpenStreamMustSendBytes() {
        open();
        assertEquals(Optional.of(Timer.BYTES), supervisor.expired(now + 5 * SECOND));
        now += 4 * SECOND;
        supervisor.bytes(now);
        assertEquals(Optional.empty(), supervisor.expired(now + 5 * SECOND - 1));
    }

    @Test
    void theFirstPictureMayWaitForAKeyFrame() {
        open();
        long begin = now;
        while (now - begin < 15 * SECOND) {
            assertEquals(Optional.empty(), supervisor.expired(now));
            supervisor.bytes(now);
            now += SECOND / 10;
        }
        supervisor.bytes(now);
        assertEquals(Optional.of(Timer.FIRST_PICTURE), supervisor.expired(now));
    }

    @Test
    void picturesMustGoOnWhileBytesArrive() {
        stream(2 * SECOND, SECOND / 15);
        long last = now;
        while (now - last < 3 * SECOND) {
            assertEquals(Optional.empty(), supervisor.expired(now));
            now += SECOND / 15;
            supervisor.bytes(now);
        }
        assertEquals(Optional.of(Timer.PICTURE), supervisor.expired(now));
    }

    @Test
    void silenceWhileStreamingIsToldAsMissingBytes() {
        stream(2 * SECOND, SECOND / 15);
        assertEquals(now + 3 * SECOND, supervisor.deadline());
        assertEquals(Optional.of(Timer.BYTES), supervisor.expired(now + 3 * SECOND));
    }

    @Test
    void aSlowCameraHasTenIntervals() {
        stream(20 * SECOND, SECOND);
        assertEquals(10_000, supervisor.pictureLimitMillis());
        supervisor.bytes(now + 4 * SECOND);
        assertEquals(Optional.empty(), supervisor.expired(now + 8 * SECOND));
    }

    @Test
    void waitsGrowFromOneSecondToSixty() {
        long[] seconds = {1, 2, 4, 8, 16, 32, 60, 60};
        for (long expected : seconds) {
            supervisor.opening(now);
            assertEquals(expected * SECOND, supervisor.failed(false, "no answer"));
        }
    }

    @Test
    void theJitterIsFull() {
        double[] draw = {0};
        Supervisor jittered = new Supervisor(LIMITS, () -> draw[0]);
        assertEquals(SECOND / 10, jittered.failed(false, "no answer"));
        draw[0] = 0.5;
        assertEquals(SECOND, jittered.failed(false, "no answer"));
    }

    @Test
    void onlyGoodVideoForgetsFailures() {
        supervisor.failed(false, "no answer");
        supervisor.failed(false, "no answer");
        stream(29 * SECOND, SECOND / 10);
        assertEquals(4 * SECOND, supervisor.failed(false, "broken"));
        stream(31 * SECOND, SECOND / 10);
        assertEquals(0, supervisor.failures());
        assertEquals(SECOND, supervisor.failed(false, "broken"));
        assertEquals(1, supervisor.failures());
    }

    @Test
    void refusedCredentialsAreTriedThreeTimesAnHour() {
        long hour = 3600 * SECOND;
        int tries = 0;
        for (long at = 0; at < hour; at += supervisor.failed(true, "wrong password")) {
            tries++;
        }
        assertEquals(3, tries);
        assertEquals(CameraState.AUTH_FAILED, supervisor.state());
    }

    @Test
    void statesFollowWhatHappens() {
        assertEquals(CameraState.CONNECTING, supervisor.state());
        supervisor.opening(now);
        supervisor.failed(false, "no answer");
        assertEquals(CameraState.CONNECTING, supervisor.state(), "never seen, so not stalled");
        assertEquals("no answer", supervisor.reason());
        stream(SECOND, SECOND / 10);
        assertEquals(CameraState.STREAMING, supervisor.state());
        assertEquals("", supervisor.reason());
        supervisor.failed(false, "silence");
        assertEquals(CameraState.STALLED, supervisor.state());
        supervisor.opening(now);
        supervisor.failed(false, "no answer");
        assertEquals(CameraState.STALLED, supervisor.state(), "until it streams again");
        assertFalse(supervisor.streaming());
        supervisor.disabled("no such file");
        assertEquals(CameraState.DISABLED, supervisor.state());
        assertTrue(supervisor.expired(now + 3600 * SECOND).isEmpty());
    }

    private void open() {
        supervisor.opening(now);
        now += SECOND / 10;
        supervisor.opened(now);
    }

    private void stream(long duration, long interval) {
        open();
        long begin = now;
        while (now - begin <= duration) {
            supervisor.bytes(now);
            supervisor.picture(now);
            now += interval;
        }
        now -= interval;
    }
}
