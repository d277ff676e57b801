/**
 * Commands from outside: who may send which, how they are proved, and what keeps them from being used twice. Called on the transport's
 * threads, where every message costs at most one signature. Knows nothing of what a command does.
 */
@NullMarked
package watchpost.alerts.command;

import org.jspecify.annotations.NullMarked;
