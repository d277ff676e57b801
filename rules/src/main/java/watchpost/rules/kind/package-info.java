/**
 * Owns the kinds of rule, one file each, and what they share: zones with a patient edge, gates with a band, intervals of the clock.
 * Immutable folds; any thread. Must not know the engine that drives them, the tracker or a clock.
 */
@NullMarked
package watchpost.rules.kind;

import org.jspecify.annotations.NullMarked;
