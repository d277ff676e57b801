package watchpost.capture;

import java.nio.file.Path;
import java.time.Duration;
import watchpost.core.time.Moment;

/**
 * A clip that was written.
 *
 * @param begin of its first picture, which is a key frame
 * @param length from its first picture to the end of its last
 * @param whole false if the camera was away or the memory too small for a part of what was wanted
 */
public record Clip(Path file, Moment begin, Duration length, boolean whole) {}
