/**
 * What is made unrecognisable in pictures, and where it is in them: from what the detector found and the tracker follows. Any thread;
 * pixels are changed on the caller's. Knows neither where pictures come from nor where they go.
 */
@NullMarked
package watchpost.daemon.privacy;

import org.jspecify.annotations.NullMarked;
