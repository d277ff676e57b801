package watchpost.rules.engine;

import org.jspecify.annotations.Nullable;
import watchpost.core.time.Moment;
import watchpost.rules.fold.Now;

/**
 * The stream's time with its gaps taken out.
 *
 * @param lastFrame the last frame; null before the first
 * @param gapEnd end of the latest gap, in nanoseconds of the stream
 * @param gaps length of all gaps so far, in nanoseconds
 * @param gapSinceFrame true if there was a gap after the last frame
 */
record Timeline(@Nullable Now lastFrame, long gapEnd, long gaps, boolean gapSinceFrame) {
    static final Timeline START = new Timeline(null, 0, 0, false);

    /** True if {@code moment} lies before what was already seen. */
    boolean isPast(Moment moment) {
        return lastFrame != null && moment.isBefore(lastFrame.moment());
    }

    Now now(Moment moment) {
        long watched = moment.stream().toNanos() - gaps;
        return new Now(moment, lastFrame == null ? watched : Math.max(watched, lastFrame.watched()));
    }

    Timeline withFrame(Now now) {
        return new Timeline(now, gapEnd, gaps, false);
    }

    /** Takes a gap out; what lies before the last frame or in another gap does not count again. */
    Timeline withGap(Moment from, Moment to) {
        long start = Math.max(from.stream().toNanos(), gapEnd);
        if (lastFrame != null) {
            start = Math.max(start, lastFrame.moment().stream().toNanos());
        }
        long end = to.stream().toNanos();
        return end <= start ? this : new Timeline(lastFrame, end, gaps + end - start, true);
    }

    /** Nanoseconds of the stream since the last frame; without a frame, since its start. */
    long sinceFrame(Moment moment) {
        long before = lastFrame == null ? 0 : lastFrame.moment().stream().toNanos();
        return moment.stream().toNanos() - before;
    }
}
