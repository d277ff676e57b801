/**
 * Owns the evaluation of models and of tracks on annotated data: reading the annotations, running the detector over the pictures, and
 * the reports. The thread of the command. Must not know how accuracy is computed.
 */
@NullMarked
package watchpost.daemon.evaluate;

import org.jspecify.annotations.NullMarked;
