package watchpost.daemon.privacy;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import watchpost.config.CameraConfig;
import watchpost.core.geometry.Box;
import watchpost.core.id.CameraId;
import watchpost.core.vision.Detections;
import watchpost.core.vision.Picture;
import watchpost.core.vision.Track;

/**
 * Hides what the configuration wants hidden of each camera's pictures. It fails closed: where nobody knows what is to be seen in a
 * picture, all of it is made unrecognisable, and a picture of a camera that nobody knows is refused. Any thread.
 */
public final class Blurring {
    private final Function<CameraId, Optional<CameraConfig>> cameras;
    private final SeenThings seen;

    /** @param cameras what holds for each camera now */
    public Blurring(Function<CameraId, Optional<CameraConfig>> cameras, SeenThings seen) {
        this.cameras = cameras;
        this.seen = seen;
    }

    /** True unless pictures of {@code camera} may be shown as they are. */
    public boolean wants(CameraId camera) {
        return cameras.apply(camera).map(config -> !config.blur().isEmpty()).orElse(true);
    }

    /** What was found in a picture, and what is followed in it: kept where it may be needed, and nowhere else. */
    public void saw(Detections found, List<Track> followed) {
        if (wants(found.camera())) {
            seen.add(found, followed);
        } else {
            seen.forget(found.camera());
        }
    }

    /**
     * Hides in {@code picture}, in its own bytes, what is not to be recognised.
     *
     * @throws IllegalStateException if nobody knows the camera
     */
    public void apply(CameraId camera, Picture picture) {
        Set<CameraConfig.Blur> wanted = cameras.apply(camera)
                .orElseThrow(() -> new IllegalStateException("no camera " + camera + " is configured"))
                .blur();
        if (wanted.isEmpty()) {
            return;
        }
        Optional<List<Thing>> things = seen.around(camera, picture.time().moment());
        if (things.isEmpty()) {
            Mosaic.hideAll(picture);
            return;
        }
        Collection<Box> parts = things.get().stream()
                .flatMap(thing -> HiddenPart.of(thing, wanted, picture.size()).stream())
                .distinct()
                .toList();
        parts.forEach(part -> Mosaic.hide(picture, part));
    }
}
