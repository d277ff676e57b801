/**
 * One camera, file or picture to frames: opening, timers, backoff, decoding, scaling to the model's input. A {@link Camera} runs on its own
 * thread {@code capture-<id>}, which alone touches its demuxer, decoder and scaler and frees them; pictures for evidence and display
 * may be asked for from any thread. Knows no detector, no rules, no configuration file, and lets no credentials out.
 */
@NullMarked
package watchpost.capture;

import org.jspecify.annotations.NullMarked;
