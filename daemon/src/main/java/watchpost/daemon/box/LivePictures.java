package watchpost.daemon.box;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import watchpost.alerts.evidence.EvidenceRenderer;
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
 * The page's pictures. A camera with privacy masks or blurring costs a little more: its picture is changed before it leaves the
 * process, so nobody sees what is hidden, whatever the page does.
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
        return hidden.isEmpty() && !parts.pictures().areBlurred(id)
                ? parts.pictures()
                        .plainJpeg(id, maxWidth)
                        .map(picture -> new WebSources.Jpeg(
                                picture.jpeg(), picture.time().moment()))
                : hidden(id, hidden, maxWidth);
    }

    private List<Polygon> masks(CameraId id) {
        return parts.configured().camera(id).map(CameraConfig::masks).orElse(List.of());
    }

    /** The picture of the newest tracks: the capture module draws nothing, and knows of nobody in its newest one. */
    private Optional<WebSources.Jpeg> hidden(CameraId id, List<Polygon> hidden, int maxWidth) {
        return analysed(id)
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
        Optional<Picture> picture = analysed(id);
        picture.ifPresent(full -> new Masking(masks(id), full.size()).apply(full));
        return picture;
    }

    private Optional<Picture> analysed(CameraId id) {
        return parts.live().tracksOf(id).map(TracksOfMoment::at).flatMap(at -> parts.pictures()
                .at(id, at));
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
