/**
 * Looks whether this machine can do the work, for installers: one finding a line, with what to do. Blocking; the thread of the
 * command. Changes nothing on the machine.
 */
@NullMarked
package watchpost.daemon.doctor;

import org.jspecify.annotations.NullMarked;
