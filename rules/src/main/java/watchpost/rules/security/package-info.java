/**
 * Owns the rules for what guards need, one fold for each kind. Immutable values and pure functions; any thread. Must not know the other
 * kinds, the tracker or a clock.
 */
@NullMarked
package watchpost.rules.security;

import org.jspecify.annotations.NullMarked;
