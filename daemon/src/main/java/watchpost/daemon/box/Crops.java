package watchpost.daemon.box;

import java.util.List;
import java.util.Optional;
import watchpost.config.CameraConfig;
import watchpost.core.geometry.Box;
import watchpost.core.geometry.Polygon;
import watchpost.core.port.CropSource;
import watchpost.core.vision.Picture;
import watchpost.core.vision.Sighting;
import watchpost.daemon.scene.Cutting;

/** Objects cut out of the cameras' full pictures; what the masks hide is black before anybody sees it. Nothing is blurred:
 * the model that reads them wants to see, and they are neither kept nor sent. Any thread. */
final class Crops implements CropSource {
    private final CurrentConfig current;
    private final CameraPictures pictures;

    Crops(CurrentConfig current, CameraPictures pictures) {
        this.current = current;
        this.pictures = pictures;
    }

    @Override
    public Optional<Picture> crop(Sighting sighting) {
        Box box = Cutting.around(sighting.box());
        List<Polygon> masks =
                current.camera(sighting.camera()).map(CameraConfig::masks).orElse(List.of());
        return pictures.plainPart(sighting.camera(), sighting.moment(), box, Cutting.MOST_SIDE)
                .map(cut -> Cutting.hide(cut, box, masks));
    }
}
