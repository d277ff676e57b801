/**
 * Recorded video through the same stages as live cameras, faster than real time: the same file and configuration give the same bytes
 * each time. The thread of the command, with a few threads for detection whose results are taken in the order of the frames. Reads no
 * clock.
 */
@NullMarked
package watchpost.daemon.replay;

import org.jspecify.annotations.NullMarked;
