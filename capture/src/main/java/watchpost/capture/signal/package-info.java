/**
 * What a traffic signal shows, read from the pixels of the already scaled picture. Plain functions of bytes and of the times they are
 * given: no threads, no clocks, no native types; must not know cameras, connections or what a rule makes of it.
 */
@NullMarked
package watchpost.capture.signal;

import org.jspecify.annotations.NullMarked;
