/**
 * Owns the journal: what the rules of each camera were given, on disk, so that any report from the field can be replayed and explained.
 * Writing has a thread of its own; the pipeline only hands over and never waits. Must not know the rules' state nor their conclusions.
 */
@NullMarked
package watchpost.daemon.journal;

import org.jspecify.annotations.NullMarked;
