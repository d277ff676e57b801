/**
 * Owns the answers to "why did it, or did it not, tell": runs a journal through the rules up to a moment and asks them. The thread of the
 * command. Reads no clock.
 */
@NullMarked
package watchpost.daemon.explain;

import org.jspecify.annotations.NullMarked;
