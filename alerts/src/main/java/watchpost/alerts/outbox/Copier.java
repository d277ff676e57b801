package watchpost.alerts.outbox;

import java.util.List;

/**
 * Says a message a second time, in other people's words. Nothing of that is stored: it is made of the row each time the row is sent, goes
 * out after it, and the row stays until its copies are confirmed too. Pure; any thread.
 */
public interface Copier {
    Copier NONE = message -> List.of();

    /** Of more copies than this of one message the rest is left out: so many are on their way at once. */
    int MOST = 16;

    /** In the order in which they are to be sent; each time the same for the same message. */
    List<Copy> copies(StoredMessage message);

    /** A message beside that of a row. */
    @SuppressWarnings("ArrayRecordComponent") // handed over whole, never compared
    record Copy(String topic, byte[] payload, boolean retained) {}
}
