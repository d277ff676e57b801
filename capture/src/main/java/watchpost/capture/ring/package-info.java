/**
 * The encoded video of the last seconds of a camera, packet by packet, for clips and for looking again. JDK only; a ring is written by
 * the capture thread and read by any. Knows no decoder, no container and no file.
 */
@NullMarked
package watchpost.capture.ring;

import org.jspecify.annotations.NullMarked;
