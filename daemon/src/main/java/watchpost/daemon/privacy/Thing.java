package watchpost.daemon.privacy;

import watchpost.core.geometry.Box;

/**
 * Something that was seen.
 *
 * @param track the number it is followed by; {@link #NOT_FOLLOWED} if it was only detected
 */
record Thing(String label, long track, Box box) {
    static final long NOT_FOLLOWED = -1;
}
