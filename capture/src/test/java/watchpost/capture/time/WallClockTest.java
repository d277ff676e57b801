package watchpost.capture.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import watchpost.core.time.ClockQuality;
import watchpost.core.time.Moment;

class WallClockTest {
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final long FRAME = 66_666_667L;

    private final WallClock clock = new WallClock(now -> now.isAfter(Instant.parse("2025-01-01T00:00:00Z")));

    @Test
    void smoothsTheJitterOfArrival() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 2_000; i++) {
            Instant sent = NOON.plusNanos(i * FRAME);
            Instant arrival = sent.plusMillis(5 + random.nextInt(60));
            Moment moment = clock.moment(i * FRAME, arrival, Optional.empty());
            if (i > 200) {
                Duration error = Duration.between(sent, moment.wall()).abs();
                assertTrue(error.toMillis() < 30, "picture " + i + " is off by " + error);
            }
        }
    }

    @Test
    void followsAClockThatIsPutRight() {
        Instant before = Instant.parse("1970-01-01T00:00:20Z");
        Moment early = clock.moment(0, before, Optional.empty());
        assertEquals(ClockQuality.UNSYNCED, early.clock());
        assertEquals(before, early.wall());
        Moment late = clock.moment(FRAME, NOON, Optional.empty());
        assertEquals(ClockQuality.SYNCED, late.clock());
        assertEquals(NOON, late.wall());
        assertEquals(Duration.ofNanos(FRAME), late.since(early));
    }

    @Test
    void believesTheCameraWhereItAgreesWithTheBox() {
        Optional<Instant> own = Optional.of(NOON.minusMillis(180));
        assertEquals(NOON.minusMillis(180), clock.moment(0, NOON, own).wall());
        Optional<Instant> wrong = Optional.of(NOON.minusSeconds(3600));
        assertEquals(NOON, clock.moment(0, NOON, wrong).wall());
        Instant unset = Instant.parse("1970-01-01T00:00:20Z");
        assertEquals(
                unset,
                clock.moment(0, unset, Optional.of(unset.minusMillis(10))).wall());
    }

    @Test
    void theSendersClockGoesWithTheStamps() {
        SenderClock sender = new SenderClock();
        assertEquals(Optional.empty(), sender.at(OptionalLong.of(0)));
        sender.heard(5_000_000_000L, 1_700_000_000_000_000L);
        assertEquals(Optional.of(Instant.ofEpochSecond(1_700_000_001L)), sender.at(OptionalLong.of(6_000_000_000L)));
        assertEquals(Optional.empty(), sender.at(OptionalLong.empty()));
    }
}
