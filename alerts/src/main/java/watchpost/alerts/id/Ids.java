package watchpost.alerts.id;

import java.time.Instant;

/** Makes the ids of messages and incidents. */
@FunctionalInterface
public interface Ids {
    /**
     * A new id, a UUID of version 7 in lower case.
     *
     * @param at what the id's time part says
     * @param content what the id is for; the same content asked for again gives another id
     */
    String next(Instant at, String content);
}
