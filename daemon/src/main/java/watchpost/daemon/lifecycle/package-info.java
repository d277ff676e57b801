/**
 * Starting and stopping in order. Owns the list of what was started; runs on the thread that starts and the thread that stops, one
 * at a time. Knows nothing of what the parts are.
 */
@NullMarked
package watchpost.daemon.lifecycle;

import org.jspecify.annotations.NullMarked;
