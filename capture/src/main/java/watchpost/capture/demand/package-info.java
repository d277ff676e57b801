/**
 * Which packets of a camera are worth decoding: what the sizes of the packets say about movement, and what follows from it. JDK only
 * and pure, but for {@link watchpost.capture.demand.Attention}, which any thread may touch.
 */
@NullMarked
package watchpost.capture.demand;

import org.jspecify.annotations.NullMarked;
