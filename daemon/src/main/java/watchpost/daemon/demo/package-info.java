/**
 * The product on itself: a broker, three cameras that play the bundled clip, the real box, and a subscriber that prints and judges what
 * it receives. The thread of the command. Knows the other parts by their public doors only.
 */
@NullMarked
package watchpost.daemon.demo;

import org.jspecify.annotations.NullMarked;
