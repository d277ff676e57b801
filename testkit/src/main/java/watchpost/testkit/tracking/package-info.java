/**
 * Owns the tracker that ours is compared with. It must not know ours; any one thread.
 */
@NullMarked
package watchpost.testkit.tracking;

import org.jspecify.annotations.NullMarked;
