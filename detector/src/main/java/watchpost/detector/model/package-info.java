/**
 * What a detector model is: its card ({@code model.yaml}), its files and their check sums, and the built-in model.
 *
 * <p>Values; any thread. It must not know how a graph is run or decoded.
 */
@NullMarked
package watchpost.detector.model;

import org.jspecify.annotations.NullMarked;
