/**
 * How the outputs of the known families of detectors are read: from numbers to boxes in input pixels, and which of these stay.
 *
 * <p>Pure computation on the calling thread over buffers that the caller owns. It must not know what ran the graph, and keeps nothing
 * between two calls.
 */
@NullMarked
package watchpost.detector.family;

import org.jspecify.annotations.NullMarked;
