package watchpost.alerts.webhook;

import java.time.Duration;
import java.util.Set;

/**
 * Tells a message that the server will never take from a server that takes nothing just now. Belongs to the thread {@code webhook}; time
 * is an argument.
 */
final class Refusals {
    /** A message is refused at least so often before it is given up. */
    static final int TRIES = 5;

    private static final int BAD = 400;
    private static final int SERVER = 500;

    /** They say something of the way, of who posts, or of the moment; not of the message. */
    private static final Set<Integer> NOT_OF_THE_MESSAGE =
            Set.of(401, 403, 404, 405, 407, 408, 410, 421, 423, 424, 425, 426, 429);

    private final Duration patience;
    private String eventId = "";
    private int times;
    private Duration since = Duration.ZERO;

    Refusals(Duration patience) {
        this.patience = patience;
    }

    /** True if an answer refuses the message for what it is. */
    static boolean isOfTheMessage(int status) {
        return status >= BAD && status < SERVER && !NOT_OF_THE_MESSAGE.contains(status);
    }

    /** The message was refused once more; true if it is to be given up. */
    boolean isFinal(String refused, Duration now) {
        if (!refused.equals(eventId)) {
            eventId = refused;
            times = 0;
            since = now;
        }
        times++;
        return times >= TRIES && now.minus(since).compareTo(patience) >= 0;
    }
}
