package watchpost.daemon.box;

import java.util.List;
import java.util.Optional;
import watchpost.config.CameraConfig;
import watchpost.core.geometry.Box;
import watchpost.core.geometry.Polygon;
import watchpost.core.port.CropSource;
import watchpost.core.vision.Picture;
import watchpost.core.vision.Sighting;
import watchpost.daemon.scene.Masking;

/** Objects cut out of the cameras' full pictures; what the masks hide is black before anybody sees it. Nothing is blurred:
 * the model that reads them wants to see, and they are neither kept nor sent. Any thread. */
final class Crops implements CropSource {
    /** Around the object, of its own size: boxes are a little too tight now and then. */
    private static final double AROUND = 0.04;
    /** Of the longer side, in pixels. */
    private static final int MOST_SIDE = 640;

    private final CurrentConfig current;
    private final CameraPictures pictures;

    Crops(CurrentConfig current, CameraPictures pictures) {
        this.current = current;
        this.pictures = pictures;
    }

    @Override
    public Optional<Picture> crop(Sighting sighting) {
        Box box = around(sighting.box());
        Optional<Picture> crop = pictures.plainPart(sighting.camera(), sighting.moment(), box, MOST_SIDE);
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
