/**
 * ONNX files as what they are, messages in a file: a graph is read, fed with pixels, and rewritten so that it gives the same numbers with
 * less work.
 *
 * <p>Only bytes go in and out: it must not know the runtime, providers, or what the outputs mean.
 */
@NullMarked
package watchpost.detector.graph;

import org.jspecify.annotations.NullMarked;
