/**
 * A model tried in a throw-away process before this one opens it, because a malformed graph can end a JVM.
 *
 * <p>The caller's thread, which waits. It must not know what becomes of the model afterwards.
 */
@NullMarked
package watchpost.detector.trial;

import org.jspecify.annotations.NullMarked;
