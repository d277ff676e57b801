package watchpost.capture;

import java.time.Duration;
import watchpost.capture.supervise.Limits;

/**
 * How long a camera may take; each is more than zero and measured on the monotonic clock.
 *
 * @param connect from the begin of opening until the stream is open
 * @param bytes without any packet on an open stream
 * @param firstPicture until the first decoded picture of a connection: some cameras send a key frame only every ten seconds
 * @param picture without a further decoded picture; ten picture intervals where that is longer
 * @param udpSilence without a first packet over UDP before {@link Transport#AUTO} turns to TCP
 */
public record Timers(Duration connect, Duration bytes, Duration firstPicture, Duration picture, Duration udpSilence) {
    public static final Timers DEFAULT = new Timers(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofSeconds(3),
            Duration.ofSeconds(2));

    public Timers {
        for (Duration duration : new Duration[] {connect, bytes, firstPicture, picture, udpSilence}) {
            if (duration.isNegative() || duration.isZero()) {
                throw new IllegalArgumentException("a camera's timer must be longer than zero, not " + duration);
            }
        }
    }

    /** The defaults with other lengths for the three timers of the configuration file. */
    public static Timers of(Duration connect, Duration bytes, Duration picture) {
        return new Timers(connect, bytes, DEFAULT.firstPicture, picture, DEFAULT.udpSilence);
    }

    Limits limits() {
        return new Limits(connect.toNanos(), bytes.toNanos(), firstPicture.toNanos(), picture.toNanos());
    }
}
