/**
 * The ground that a camera looks at: from places in the picture to metres on a plane, fitted from what an installer measured, with an
 * honest error. Values only; any thread. Computes with {@link StrictMath}, so that every JVM gives the same bits.
 */
@NullMarked
package watchpost.core.ground;

import org.jspecify.annotations.NullMarked;
