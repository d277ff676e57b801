/**
 * Owns the check of a count against a person's: what a rule counted in a recording, with a picture of each, beside the truth. The thread
 * of the command. Reads no clock.
 */
@NullMarked
package watchpost.daemon.audit;

import org.jspecify.annotations.NullMarked;
