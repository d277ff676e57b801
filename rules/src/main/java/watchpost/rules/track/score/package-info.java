/**
 * How well objects were followed, measured against true trajectories: MOTA, IDF1 and HOTA.
 *
 * <p>Pure functions over values; any thread. It must not know where the boxes come from.
 */
@NullMarked
package watchpost.rules.track.score;

import org.jspecify.annotations.NullMarked;
