/**
 * When to try, when to give up, what state that is: a camera's timers, backoff and states as plain functions of the time they are
 * given. No threads, no clocks, no native types. An object belongs to one capture thread.
 */
@NullMarked
package watchpost.capture.supervise;

import org.jspecify.annotations.NullMarked;
