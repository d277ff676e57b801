package watchpost.alerts.outbox;

import java.util.Optional;

/** A message that could be read from a damaged file, with its place in that file's epoch and its picture, if that could be read. */
record Rescued(StoredMessage message, String epoch, long seq, Optional<byte[]> jpeg) {}
