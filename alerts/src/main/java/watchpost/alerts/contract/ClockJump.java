package watchpost.alerts.contract;

import java.time.Duration;
import java.time.Instant;

/**
 * The box's clock has jumped.
 *
 * @param before what it would have said without the jump, when that was noticed
 * @param by how far it went, ahead or back
 */
public record ClockJump(Instant before, Duration by) {
    /** What it said when that was noticed. */
    public Instant now() {
        return before.plus(by);
    }

    /** True if {@code stamp} was made before the jump: it lies nearer to what the clock said then. */
    public boolean isAfter(Instant stamp) {
        Duration toOld = Duration.between(stamp, before).abs();
        return toOld.compareTo(Duration.between(stamp, now()).abs()) < 0;
    }
}
