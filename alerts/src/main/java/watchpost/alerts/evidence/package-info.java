/**
 * Pictures that prove an incident: privacy masks burned in first, then zones, lines and boxes with readable captions, then JPEG; and
 * the folder of recent pictures. Runs on the thread {@code evidence} (or replay's own), never on the pipeline's: OpenCV is loaded on
 * first use, which takes a second. OpenCV types stay in here.
 */
@NullMarked
package watchpost.alerts.evidence;

import org.jspecify.annotations.NullMarked;
