/**
 * Owns following objects from frame to frame: detections in, tracks out, by ByteTrack's association (Zhang et al., "ByteTrack:
 * Multi-Object Tracking by Associating Every Detection Box", ECCV 2022) with every threshold in seconds. One tracker per camera, used
 * by one thread. Must not know rules, pixels, clocks or any library but the JDK.
 */
@NullMarked
package watchpost.rules.track;

import org.jspecify.annotations.NullMarked;
