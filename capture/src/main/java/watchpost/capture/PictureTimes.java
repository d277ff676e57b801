package watchpost.capture;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The times of one decoded picture.
 *
 * @param stamp its presentation time on the stream's scale
 * @param position its place on the camera's timeline, where it is known already
 * @param arrival monotonic reading at the arrival of its last packet
 * @param sender the camera's own wall clock at the picture, if known
 */
record PictureTimes(OptionalLong stamp, OptionalLong position, long arrival, Optional<Instant> sender, Look look) {
    /** Why the picture was decoded. */
    enum Look {
        /** As the one before it was. */
        FOLLOWED,
        /** It is a key frame and was decoded by itself. */
        ALONE,
        /** The same, and nothing seemed to move since the key frame before it. */
        ALONE_AND_STILL
    }
}
