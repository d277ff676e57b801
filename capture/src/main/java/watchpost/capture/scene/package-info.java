/**
 * Whether a camera's pictures still show its scene: frozen, black, covered and moved pictures, found from a few thousand samples of
 * the already scaled picture. Plain functions of bytes and of the times they are given: no threads, no clocks, no native types; must
 * not know cameras or connections. An object belongs to one capture thread.
 */
@NullMarked
package watchpost.capture.scene;

import org.jspecify.annotations.NullMarked;
