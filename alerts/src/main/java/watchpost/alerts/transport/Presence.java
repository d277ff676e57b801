package watchpost.alerts.transport;

import java.time.Instant;

/** What a transport says about the box itself, retained: when a session begins, when it ends in good order, and when it breaks. */
public interface Presence {
    String topic();

    byte[] online(Instant since);

    /** Left with the broker at the beginning of a session, published by it when the session breaks. */
    byte[] offline(Instant sessionSince);

    byte[] stopped(Instant since);
}
