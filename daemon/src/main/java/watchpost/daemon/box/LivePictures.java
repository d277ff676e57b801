package watchpost.daemon.box;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import watchpost.alerts.evidence.EvidenceRenderer;
import watchpost.capture.Camera;
import watchpost.config.CameraConfig;
import watchpost.core.event.MeasurementKind;
import watchpost.core.geometry.Polygon;
import watchpost.core.id.CameraId;
import watchpost.core.vision.Overlay;
import watchpost.core.vision.Picture;
import watchpost.daemon.live.TracksOfMoment;
import watchpost.daemon.scene.HeatGrid;
import watchpost.daemon.scene.HeatPicture;
import watchpost.daemon.scene.Masking;
import watchpost.daemon.web.WebSources;

/**
 * The page's pictures. A camera with privacy masks costs a little more: its picture is masked before it leaves the process, so nobody
 * sees what is behind them, whatever the page does.
 */
final class LivePictures implements WebSources.Pictures {
    private static final Overlay NOTHING = new Overlay(List.of());

    private final BoxParts parts;

    LivePictures(BoxParts parts) {
        this.parts = parts;
    }

    @Override
    public Optional<WebSources.Jpeg> camera(CameraId id, int maxWidth) {
        List<Polygon> hidden = masks(id);
        Optional<Camera> camera = parts.cameras().camera(id);
        return hidden.isEmpty()
                ? camera.flatMap(source -> source.latestJpeg(maxWidth))
                        .map(picture -> new WebSources.Jpeg(
                                picture.jpeg(), picture.time().moment()))
                : camera.flatMap(source -> masked(source, id, hidden, maxWidth));
    }

    private List<Polygon> masks(CameraId id) {
        return parts.configured().camera(id).map(CameraConfig::masks).orElse(List.of());
    }

    /** The picture of the newest tracks; the capture module draws nothing, so it has no masked one. */
    private Optional<WebSources.Jpeg> masked(Camera camera, CameraId id, List<Polygon> hidden, int maxWidth) {
        return parts.live()
                .tracksOf(id)
                .map(TracksOfMoment::at)
                .flatMap(camera::pictureAt)
                .map(picture -> new WebSources.Jpeg(
                        new EvidenceRenderer(maxWidth).jpeg(picture, NOTHING, hidden),
                        picture.time().moment()));
    }

    @Override
    public Optional<byte[]> heatmap(CameraId id, String rule) {
        return parts.live().measurementsOf(id).stream()
                .filter(record -> record.kind() == MeasurementKind.HEATMAP
                        && record.rule().value().equals(rule))
                .findFirst()
                .map(record -> HeatPicture.png(HeatGrid.of(record.values()), ground(id)));
    }

    private Optional<Picture> ground(CameraId id) {
        Optional<Picture> picture = parts.live()
                .tracksOf(id)
                .map(TracksOfMoment::at)
                .flatMap(at -> parts.cameras().camera(id).flatMap(camera -> camera.pictureAt(at)));
        picture.ifPresent(full -> new Masking(masks(id), full.size()).apply(full));
        return picture;
    }

    @Override
    public Optional<byte[]> incident(String incidentId) {
        return parts.alerts().picture(incidentId);
    }

    @Override
    public Optional<Path> clip(String incidentId) {
        return parts.alerts().clip(incidentId);
    }
}
