/**
 * Time of a stream: presentation stamps to one continuous timeline, wall-clock estimates, thinning to the analysed rate. Pure: every
 * reading of a clock is an argument. An object belongs to one capture thread.
 */
@NullMarked
package watchpost.capture.time;

import org.jspecify.annotations.NullMarked;
