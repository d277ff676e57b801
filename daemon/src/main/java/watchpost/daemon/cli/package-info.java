/**
 * The command line: one class a command, exit codes, and errors as one sentence. Each command runs on the main thread. Reads options
 * and prints; the work is done by the packages that it calls.
 */
@NullMarked
package watchpost.daemon.cli;

import org.jspecify.annotations.NullMarked;
