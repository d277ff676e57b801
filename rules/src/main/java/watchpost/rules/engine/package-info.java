/**
 * Owns the fold over virtual time that turns tracks into rule events and measurements: {@code step(state, input) → (state, outputs)}.
 * Pure; the pipeline's thread calls it, any other may. Must not know a clock, pixels, threads, MQTT or logging.
 */
@NullMarked
package watchpost.rules.engine;

import org.jspecify.annotations.NullMarked;
