package watchpost.capture.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import watchpost.core.time.ClockQuality;
import watchpost.core.time.Moment;

/**
 * The best wall-clock time of a picture: the camera's own stamp where it has sent one that agrees with the box's clock, else the
 * time of arrival with the network's jitter smoothed away.
 */
public final class WallClock {
    /** A camera's stamp is believed when it lies this far before the arrival at most (delay, drift of its clock), */
    private static final Duration OLDEST = Duration.ofSeconds(10);
    /** and this far after it at most. */
    private static final Duration NEWEST = Duration.ofSeconds(2);
    /** A difference that no jitter explains: the box's clock was put right, or the stream stood still. */
    private static final long STEP_NANOS = 1_000_000_000L;
    /** Share of the difference that is taken over with each late picture: packets are held up more often than hurried. */
    private static final double LATE = 1.0 / 256;

    private static final double EARLY = 1.0 / 8;

    private final Predicate<Instant> synced;
    private boolean anchored;
    private Instant base = Instant.EPOCH;
    private double offsetNanos;

    /** @param synced says of a reading of the box's clock whether the clock had been put right by then */
    public WallClock(Predicate<Instant> synced) {
        this.synced = synced;
    }

    /**
     * The moment of a picture.
     *
     * @param streamNanos its position on the timeline
     * @param arrival the box's clock at its arrival
     * @param sender the camera's own stamp of the picture, if it gave one
     */
    public Moment moment(long streamNanos, Instant arrival, Optional<Instant> sender) {
        Duration stream = Duration.ofNanos(streamNanos);
        boolean trusted = synced.test(arrival);
        Instant smoothed = smooth(streamNanos, arrival);
        Instant wall =
                sender.filter(stamp -> trusted && isPlausible(stamp, arrival)).orElse(smoothed);
        return new Moment(stream, wall, trusted ? ClockQuality.SYNCED : ClockQuality.UNSYNCED);
    }

    private static boolean isPlausible(Instant stamp, Instant arrival) {
        return stamp.isAfter(arrival.minus(OLDEST)) && stamp.isBefore(arrival.plus(NEWEST));
    }

    private Instant smooth(long streamNanos, Instant arrival) {
        if (!anchored) {
            anchored = true;
            base = arrival;
            offsetNanos = -streamNanos;
        }
        double difference = Duration.between(base, arrival).toNanos() - (streamNanos + offsetNanos);
        if (Math.abs(difference) > STEP_NANOS) {
            base = arrival;
            offsetNanos = -streamNanos;
        } else {
            offsetNanos += difference * (difference < 0 ? EARLY : LATE);
        }
        return base.plusNanos(Math.round(streamNanos + offsetNanos));
    }
}
