package watchpost.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import watchpost.alerts.contract.ClockJump;

/** Notices that the box's clock was put right: it moved against the monotonic one. Belongs to the thread {@code outbox}. */
final class ClockWatch {
    /** Less than this is drift, which is corrected all the time. */
    private static final Duration JUMP = Duration.ofSeconds(2);

    private Instant zero;

    ClockWatch(Instant wall, Duration monotonic) {
        this.zero = wall.minus(monotonic);
    }

    /** How the clock has jumped since the last call, if it has. */
    Optional<ClockJump> advance(Instant wall, Duration monotonic) {
        Instant now = wall.minus(monotonic);
        Duration moved = Duration.between(zero, now);
        zero = now;
        return Optional.of(new ClockJump(wall.minus(moved), moved))
                .filter(jump -> jump.by().abs().compareTo(JUMP) > 0);
    }
}
