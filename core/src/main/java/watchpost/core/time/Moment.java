package watchpost.core.time;

import java.time.Duration;
import java.time.Instant;

/**
 * Virtual time: the only time that rules see.
 *
 * @param stream position on the camera's own timeline; never negative and never decreasing for one camera. Differences of it are
 *     durations in front of the lens: they come from the stream's presentation stamps, not from the box's clock
 * @param wall the best estimate of the date and time of the same moment; it may jump when the box's clock is put right
 * @param clock how far {@code wall} can be trusted
 */
public record Moment(Duration stream, Instant wall, ClockQuality clock) {
    public Moment {
        if (stream.isNegative()) {
            throw new IllegalArgumentException("stream position is negative: " + stream);
        }
    }

    /** Time in front of the lens from {@code earlier} to this moment. */
    public Duration since(Moment earlier) {
        return stream.minus(earlier.stream);
    }

    /** The moment {@code later} after this one, on both scales. */
    public Moment plus(Duration later) {
        return new Moment(stream.plus(later), wall.plus(later), clock);
    }

    public boolean isBefore(Moment other) {
        return stream.compareTo(other.stream) < 0;
    }
}
