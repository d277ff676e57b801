package watchpost.capture.time;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** The camera's wall clock on the scale of its presentation stamps, as its RTCP reports tell it. One for each connection. */
public final class SenderClock {
    private boolean heard;
    private long stampNanos;
    private long wallMicros;

    /** The camera says that {@code stampNanos} of its stamps was at {@code micros} since 1970. */
    public void heard(long stamp, long micros) {
        heard = true;
        stampNanos = stamp;
        wallMicros = micros;
    }

    /** The camera's wall clock at a stamp; empty before its first report. */
    public Optional<Instant> at(OptionalLong stamp) {
        if (!heard || stamp.isEmpty()) {
            return Optional.empty();
        }
        long micros = wallMicros + (stamp.getAsLong() - stampNanos) / 1000;
        return Optional.of(
                Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000));
    }
}
