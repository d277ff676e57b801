/**
 * What the commands share when they talk to a person: the two output streams, exit codes, errors of one sentence, colours and the
 * progress bar. Runs on the thread of the command; knows nothing of what the commands do.
 */
@NullMarked
package watchpost.daemon.console;

import org.jspecify.annotations.NullMarked;
