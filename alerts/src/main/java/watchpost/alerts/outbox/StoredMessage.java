package watchpost.alerts.outbox;

import java.util.Optional;
import watchpost.alerts.contract.Rank;

/**
 * A message as it lies in the file.
 *
 * @param position where it stands in the order of storing, over all epochs in the file
 * @param camera its camera's name, empty for the box itself; order is kept within it
 * @param thread messages of one thread never overtake each other; empty where nothing depends
 * @param pictureTopic where its picture goes, before it, if it has one
 * @param payload as subscribers get it; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // handed over whole, never compared
public record StoredMessage(
        long position,
        String topic,
        String camera,
        String thread,
        Rank rank,
        Optional<String> pictureTopic,
        byte[] payload) {}
