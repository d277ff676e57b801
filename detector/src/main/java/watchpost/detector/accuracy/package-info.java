/**
 * How good a detector is on annotated pictures: average precision as COCO defines it, precision and recall at a confidence, confusion.
 *
 * <p>Values and pure functions; any thread. It must not know where pictures and annotations come from or how a model runs.
 */
@NullMarked
package watchpost.detector.accuracy;

import org.jspecify.annotations.NullMarked;
