package watchpost.daemon.box;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import watchpost.alerts.evidence.EvidencePicture;
import watchpost.alerts.evidence.PictureSource;
import watchpost.config.CameraConfig;
import watchpost.core.event.RuleEvent;
import watchpost.core.geometry.Polygon;
import watchpost.core.id.CameraId;
import watchpost.daemon.scene.Overlays;
import watchpost.daemon.scene.RuleShapes;
import watchpost.daemon.scene.Shape;

/** The picture of an event: the camera's own of that moment, with the place and the object marked and the masks named. */
final class Evidence implements PictureSource {
    private final Map<CameraId, List<Shape>> shapes = new HashMap<>();
    private final Map<CameraId, List<Polygon>> masks = new HashMap<>();
    private volatile @Nullable Cameras cameras;

    Evidence(List<CameraConfig> configs) {
        for (CameraConfig config : configs) {
            shapes.put(config.id(), RuleShapes.of(config.rules(), List.of()));
            masks.put(config.id(), config.masks());
        }
    }

    /** From now on pictures come from {@code running}. */
    void from(Cameras running) {
        cameras = running;
    }

    @Override
    public Optional<EvidencePicture> evidence(RuleEvent event) {
        Cameras running = cameras;
        if (running == null) {
            return Optional.empty();
        }
        CameraId id = event.camera();
        return running.camera(id)
                .flatMap(camera -> camera.pictureAt(event.at()))
                .map(picture -> new EvidencePicture(
                        picture,
                        Overlays.ofEvent(shapes.getOrDefault(id, List.of()), event),
                        masks.getOrDefault(id, List.of())));
    }
}
