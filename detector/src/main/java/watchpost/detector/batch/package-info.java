/**
 * From single frames of many cameras to batches for the detector: one slot for each camera (latest wins), and the choice of which
 * frames go together and when.
 *
 * <p>The slots are written by the capture threads and emptied by the one thread that steps the {@link
 * watchpost.detector.batch.Batcher}. Nothing here starts a thread or reads a clock, and nothing here knows models or inference.
 */
@NullMarked
package watchpost.detector.batch;

import org.jspecify.annotations.NullMarked;
