package watchpost.core.vision;

import watchpost.core.geometry.Box;
import watchpost.core.time.Moment;

/**
 * One object followed over time, as it stands at one moment.
 *
 * @param id unique per camera and tracker start, growing, never used again
 * @param label class by vote over the track's life
 * @param confidence of the last detection, 0..1
 * @param box where it is now: the detection, or the prediction while it is hidden
 * @param firstSeen its first detection
 * @param lastSeen its last detection
 * @param observed true if it was detected at this very moment, false if {@code box} is predicted
 * @param travelled the largest distance of its box centre from where it was first seen, in picture units: 0 for things that never moved
 */
public record Track(
        long id,
        String label,
        double confidence,
        Box box,
        Moment firstSeen,
        Moment lastSeen,
        boolean observed,
        double travelled) {}
