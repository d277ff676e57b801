package watchpost.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import watchpost.alerts.contract.ClockJump;
import watchpost.core.event.Measurement;
import watchpost.core.time.ClockQuality;
import watchpost.core.time.Moment;

/** What happened before the clock was put right and is told afterwards; stepped with a held clock. */
class ClockJumpsTest {
    private static final Instant IN_1970 = Instant.parse("1970-01-01T00:01:00Z");
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Instant IN_1976 = NOW.minus(Duration.ofDays(50 * 365));
    private static final Instant TOMORROW = NOW.plus(Duration.ofDays(1));

    private final ClockJumps jumps = new ClockJumps();

    private static Measurement measured(Instant at, ClockQuality clock) {
        Measurement any = Events.footfall(60);
        return new Measurement(
                any.camera(),
                any.rule(),
                any.kind(),
                new Moment(Duration.ofSeconds(60), at, clock),
                at.minusSeconds(60),
                at,
                any.completeness(),
                any.values());
    }

    private static Duration second(int number) {
        return Duration.ofSeconds(number);
    }

    private void jump(Instant from, Instant to, int atSecond) {
        jumps.add(new ClockJump(from, Duration.between(from, to)), second(atSecond));
    }

    private void assertPutRight(Instant wanted, Instant at, int atSecond) {
        Measurement right = jumps.putRight(measured(at, ClockQuality.UNSYNCED), second(atSecond));
        assertEquals(wanted, right.at().wall());
        assertEquals(ClockQuality.CORRECTED, right.at().clock());
        assertEquals(wanted.minusSeconds(60), right.from());
        assertEquals(wanted, right.to());
    }

    private void assertLeft(Instant at, ClockQuality clock, int atSecond) {
        Measurement record = measured(at, clock);
        assertSame(record, jumps.putRight(record, second(atSecond)));
    }

    @Test
    void whatTheOldClockStampedIsMovedAndNothingElse() {
        assertLeft(IN_1970, ClockQuality.UNSYNCED, 0);
        jump(IN_1970, NOW, 60);
        assertPutRight(NOW.minusSeconds(20), IN_1970.minusSeconds(20), 61);
        assertPutRight(NOW.minusSeconds(20), IN_1970.minusSeconds(20), 3600);
        assertLeft(NOW, ClockQuality.UNSYNCED, 61);
        assertLeft(NOW, ClockQuality.SYNCED, 61);
        assertLeft(IN_1970, ClockQuality.SYNCED, 61);
    }

    @Test
    void afterSeveralJumpsEachStampIsMovedByThoseThatCameAfterIt() {
        jump(IN_1970, NOW, 60);
        jump(NOW.plusSeconds(10), IN_1976, 70);
        assertLeft(IN_1976.plusSeconds(1), ClockQuality.UNSYNCED, 72);
        jump(IN_1976.plusSeconds(10), TOMORROW, 80);
        assertPutRight(TOMORROW.minusSeconds(9), IN_1976.plusSeconds(1), 81);
        assertPutRight(TOMORROW.minusSeconds(20), IN_1970, 81);
    }

    @Test
    void aSmallJumpBackIsForgottenBeforeTheNewClockReachesTheOldOne() {
        jump(NOW, NOW.minusSeconds(10), 60);
        assertPutRight(NOW.minusSeconds(11), NOW.minusSeconds(1), 61);
        assertLeft(NOW.minusSeconds(9), ClockQuality.UNSYNCED, 61);
        assertLeft(NOW.minusSeconds(1), ClockQuality.UNSYNCED, 69);
    }
}
