package watchpost.rules.fold;

import java.time.Duration;
import watchpost.core.time.Moment;

/**
 * The time of a step.
 *
 * @param moment when it is
 * @param watched nanoseconds on the timeline of what was really watched: the stream's time without the gaps. Every timer runs on it,
 *     so that it stands still while the camera sees nothing
 */
public record Now(Moment moment, long watched) {
    /** A moment that lies {@code nanos} of watched time before this one; never before the stream's start. */
    public Now earlier(long nanos) {
        long back = Math.max(0, Math.min(nanos, moment.stream().toNanos()));
        Duration by = Duration.ofNanos(back);
        Moment then = new Moment(moment.stream().minus(by), moment.wall().minus(by), moment.clock());
        return new Now(then, watched - nanos);
    }
}
