/**
 * Single pictures through the detector, for people who want to see what a model finds. The thread of the command.
 */
@NullMarked
package watchpost.daemon.detect;

import org.jspecify.annotations.NullMarked;
