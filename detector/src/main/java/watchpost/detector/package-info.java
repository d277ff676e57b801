/**
 * Frames in, detections out. {@link watchpost.detector.Detector} runs a {@link watchpost.detector.model.Model} on the best execution
 * provider of the machine; {@link watchpost.detector.InferencePool} owns the threads {@code infer-<n>} that feed it batches from
 * {@link watchpost.detector.batch.Batcher}.
 *
 * <p>It must not know cameras beyond their id, RTSP or rules.
 */
@NullMarked
package watchpost.detector;

import org.jspecify.annotations.NullMarked;
