/**
 * ONNX Runtime: the ladder of execution providers, one session and its runs. No type of the runtime leaves this package.
 *
 * <p>It runs on the inference threads and must not know cameras, batching or what the outputs mean.
 */
@NullMarked
package watchpost.detector.onnx;

import org.jspecify.annotations.NullMarked;
