package watchpost.daemon.box;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import watchpost.capture.Camera;
import watchpost.config.CameraConfig;
import watchpost.core.geometry.Box;
import watchpost.core.geometry.Polygon;
import watchpost.core.id.CameraId;
import watchpost.core.port.CropSource;
import watchpost.core.vision.Picture;
import watchpost.core.vision.Sighting;
import watchpost.daemon.scene.Masking;

/** Objects cut out of the cameras' full pictures; what the masks hide is black before anybody sees it. Any thread. */
final class Crops implements CropSource {
    /** Around the object, of its own size: boxes are a little too tight now and then. */
    private static final double AROUND = 0.04;
    /** Of the longer side, in pixels. */
    private static final int MOST_SIDE = 640;

    private final CurrentConfig current;
    private volatile @Nullable Function<CameraId, Optional<Camera>> cameras;

    Crops(CurrentConfig current) {
        this.current = current;
    }

    /** From now on pictures come from {@code source}. */
    void from(Function<CameraId, Optional<Camera>> source) {
        cameras = source;
    }

    @Override
    public Optional<Picture> crop(Sighting sighting) {
        Function<CameraId, Optional<Camera>> source = cameras;
        if (source == null) {
            return Optional.empty();
        }
        Box box = around(sighting.box());
        Optional<Picture> crop =
                source.apply(sighting.camera()).flatMap(camera -> camera.partAt(sighting.moment(), box, MOST_SIDE));
        List<Polygon> masks =
                current.camera(sighting.camera()).map(CameraConfig::masks).orElse(List.of());
        crop.ifPresent(picture -> new Masking(masks, box, picture.size()).apply(picture));
        return crop;
    }

    private static Box around(Box box) {
        double x = box.width() * AROUND;
        double y = box.height() * AROUND;
        return Box.clipped(box.x() - x, box.y() - y, box.right() + x, box.bottom() + y);
    }
}
