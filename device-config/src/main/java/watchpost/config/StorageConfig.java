package watchpost.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What is kept on disk.
 *
 * @param directory absolute; holds the outbox and the evidence
 * @param outboxBytes upper bound of the outbox
 * @param picturesBytes upper bound of the evidence pictures
 * @param clipsBytes upper bound of the clips; 0 records none
 * @param keep pictures, clips and waiting messages are kept no longer
 * @param journalBytes upper bound of the journal of what the rules saw; 0 keeps none
 */
public record StorageConfig(
        Path directory, long outboxBytes, long picturesBytes, long clipsBytes, Duration keep, long journalBytes) {}
