package watchpost.daemon.box;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import watchpost.capture.Camera;
import watchpost.capture.LivePicture;
import watchpost.core.geometry.Box;
import watchpost.core.id.CameraId;
import watchpost.core.time.Moment;
import watchpost.core.vision.Picture;
import watchpost.daemon.privacy.Blurring;

/**
 * The one door through which pictures leave the cameras: what is not to be recognised is hidden before anybody gets them. Masks are
 * their drawers' business. Any thread.
 */
final class CameraPictures implements Evidence.Pictures {
    /** Objects are compared at the same size, in pixels. */
    private static final int MEASURED_SIDE = 128;

    private final Blurring blurring;
    private volatile @Nullable Function<CameraId, Optional<Camera>> cameras;

    CameraPictures(Blurring blurring) {
        this.blurring = blurring;
    }

    /** From now on pictures come from {@code source}. */
    void from(Function<CameraId, Optional<Camera>> source) {
        cameras = source;
    }

    /** The camera's picture nearest to {@code moment}. */
    @Override
    public Optional<Picture> at(CameraId id, Moment moment) {
        Optional<Picture> picture = camera(id).flatMap(camera -> camera.pictureAt(moment));
        picture.ifPresent(full -> blurring.apply(id, full));
        return picture;
    }

    @Override
    public Optional<Picture> part(CameraId id, Moment moment, Box box) {
        return plainPart(id, moment, box, MEASURED_SIDE);
    }

    /** The newest picture, encoded where it was decoded; nobody may ask for it where something is to be hidden. */
    Optional<LivePicture> plainJpeg(CameraId id, int maxWidth) {
        if (blurring.wants(id)) {
            throw new IllegalStateException("the pictures of camera " + id + " are to be blurred");
        }
        return camera(id).flatMap(camera -> camera.latestJpeg(maxWidth));
    }

    boolean areBlurred(CameraId id) {
        return blurring.wants(id);
    }

    /** A part of the picture of exactly {@code moment}, as it is: for eyes that only measure or read, never to be kept or sent. */
    Optional<Picture> plainPart(CameraId id, Moment moment, Box box, int mostSide) {
        return camera(id).flatMap(camera -> camera.partAt(moment, box, mostSide));
    }

    private Optional<Camera> camera(CameraId id) {
        Function<CameraId, Optional<Camera>> source = cameras;
        return source == null ? Optional.empty() : source.apply(id);
    }
}
