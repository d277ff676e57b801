package watchpost.rules.part;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import watchpost.core.event.Measurement;
import watchpost.core.event.MeasurementKind;
import watchpost.core.event.Values;
import watchpost.core.id.RuleId;
import watchpost.core.time.Moment;
import watchpost.rules.fold.Now;
import watchpost.rules.fold.Outputs;
import watchpost.rules.fold.Scene;
import watchpost.rules.fold.Tolerances;

/**
 * The interval of the wall clock that is being counted, and how much of it was watched. Intervals lie on a grid from the epoch; only
 * the stretches between frames that follow each other count as watched. A clock that is put forward ends the interval early, without
 * intervals between; one that is put back by less than an interval's length stays in it.
 *
 * @param length of every interval, in nanoseconds
 * @param start of this one, on the wall clock; null while none is counted
 * @param watched nanoseconds of it that were watched
 */
public record Interval(long length, @Nullable Instant start, long watched) {
    public static Interval first(Duration length) {
        return new Interval(length.toNanos(), null, 0);
    }

    /**
     * What a frame brings.
     *
     * @param next the interval after it
     * @param closed the interval that it ended; null if it is the same as before
     * @param before watched nanoseconds of the step that belong to the interval before it, or to this one if none ended
     * @param after watched nanoseconds of the step that belong to the new interval; 0 if none ended
     */
    public record Advance(Interval next, @Nullable Closed closed, long before, long after) {}

    /**
     * An interval that is over.
     *
     * @param at when it ended
     * @param watched nanoseconds of it that were watched
     */
    public record Closed(Instant from, Instant to, Moment at, long watched) {
        /** The fraction of the interval that was watched, 0..1. */
        public double share() {
            return Math.min(1, (double) watched / Duration.between(from, to).toNanos());
        }

        /** Publishes a record, unless nothing of the interval was watched. */
        public void publish(RuleId rule, MeasurementKind kind, Values values, Outputs out) {
            if (watched > 0) {
                double completeness = Math.max(1e-4, Math.round(share() * 1e4) / 1e4);
                out.add(new Measurement(out.camera(), rule, kind, at, from, to, completeness, values));
            }
        }
    }

    /** A frame was analysed; {@code watching} is false while the rule's schedule rests. */
    public Advance seen(Scene scene, boolean watching) {
        Now now = scene.now();
        long credit = watching ? scene.watched() : 0;
        Instant wall = now.moment().wall();
        Instant grid = gridStart(wall);
        Instant from = start;
        if (from == null) {
            long after = Math.min(credit, Duration.between(grid, wall).toNanos());
            return new Advance(new Interval(length, grid, after), null, 0, after);
        }
        Instant to = from.plusNanos(length);
        boolean same = wall.isBefore(to) && !wall.isBefore(from.minusNanos(length));
        if (same) {
            return new Advance(new Interval(length, from, watched + credit), null, credit, 0);
        }
        long beyond = wall.isBefore(to)
                ? credit
                : Math.min(credit, Duration.between(to, wall).toNanos());
        long after = Math.min(beyond, Duration.between(grid, wall).toNanos());
        long before = credit - beyond;
        return new Advance(new Interval(length, grid, after), closed(from, now, watched + before), before, after);
    }

    /** Time went by without a frame: the interval that is over by now, or null. After it, count with {@link #idle()}. */
    public @Nullable Closed passed(Now now, long unwatched) {
        Instant from = start;
        if (from == null || unwatched <= Tolerances.UNWATCHED) {
            return null;
        }
        return now.moment().wall().isBefore(from.plusNanos(length)) ? null : closed(from, now, watched);
    }

    /** The interval as it stands, for a rule that is taken away; null if none is counted. */
    public @Nullable Closed ended(Now now) {
        return start == null ? null : closed(start, now, watched);
    }

    /** No interval is counted until the next frame. */
    public Interval idle() {
        return new Interval(length, null, 0);
    }

    private Closed closed(Instant from, Now now, long total) {
        Instant to = from.plusNanos(length);
        long late = Math.max(0, Duration.between(to, now.moment().wall()).toNanos());
        return new Closed(from, to, now.earlier(late).moment(), total);
    }

    private Instant gridStart(Instant wall) {
        long seconds = wall.getEpochSecond();
        if (length % NANOS_PER_SECOND == 0) {
            return Instant.ofEpochSecond(
                    Math.floorDiv(seconds, length / NANOS_PER_SECOND) * (length / NANOS_PER_SECOND));
        }
        long nanos = Math.addExact(Math.multiplyExact(seconds, NANOS_PER_SECOND), wall.getNano());
        return Instant.ofEpochSecond(0, Math.floorDiv(nanos, length) * length);
    }

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
}
