/**
 * Owns the whole-pipeline benchmark: what a picture costs from camera to broker, beside what bare decoding and bare inference cost in
 * the same run. Runs on the command's own thread and on a box of its own; must not know how the parts work.
 */
@NullMarked
package watchpost.daemon.bench;

import org.jspecify.annotations.NullMarked;
