/**
 * Time as an argument: moments on a camera's timeline, clock quality, the monotonic ticker. Nothing here reads a clock by itself.
 */
@NullMarked
package watchpost.core.time;

import org.jspecify.annotations.NullMarked;
