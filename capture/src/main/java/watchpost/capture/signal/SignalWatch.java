package watchpost.capture.signal;

import java.time.Duration;
import java.util.Optional;
import watchpost.core.rule.Signal.State;

/**
 * Follows one signal from picture to picture. Red must be seen for a moment before it is believed, and is given up at once when another
 * colour is seen, so that nobody is accused by a single wrong reading. A lamp that flickers with the shutter stays what it was.
 * One thread at a time.
 */
public final class SignalWatch {
    /** Red is believed after this long, in two pictures or more. */
    static final Duration RED_AFTER = Duration.ofMillis(300);
    /** Unreadable for longer than this, nobody knows. */
    static final Duration UNKNOWN_AFTER = Duration.ofMillis(500);

    private State state = State.UNKNOWN;
    private State last = State.UNKNOWN;
    private Duration since = Duration.ZERO;

    /**
     * Takes what a picture shows.
     *
     * @param at the picture's place on the camera's timeline, which never runs backwards
     * @return what the signal shows from now on, where that changes
     */
    public Optional<State> look(State reading, Duration at) {
        if (reading != last) {
            last = reading;
            since = at;
        }
        if (reading == state || at.minus(since).compareTo(patience(reading)) < 0) {
            return Optional.empty();
        }
        state = reading;
        return Optional.of(state);
    }

    private static Duration patience(State reading) {
        return switch (reading) {
            case RED -> RED_AFTER;
            case UNKNOWN -> UNKNOWN_AFTER;
            case AMBER, GREEN -> Duration.ZERO;
        };
    }
}
