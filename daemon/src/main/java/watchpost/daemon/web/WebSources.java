package watchpost.daemon.web;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import watchpost.core.event.Values;
import watchpost.core.id.CameraId;
import watchpost.core.time.Moment;
import watchpost.daemon.live.LiveModel;

/**
 * Where the server gets what it shows.
 *
 * @param status what stands in {@code /api/status}; any thread
 * @param health called on a worker thread
 * @param metrics Prometheus text, called on a worker thread
 */
public record WebSources(
        LiveModel model,
        Pictures pictures,
        Supplier<Values> status,
        Supplier<Health> health,
        Supplier<String> metrics) {

    /** Pictures as JPEG; called on worker threads. */
    public interface Pictures {
        /** The newest analysed picture of a camera, at most {@code maxWidth} pixels wide. */
        Optional<Jpeg> camera(CameraId camera, int maxWidth);

        /** The last heat map of a rule over the camera's picture, as PNG; empty before the rule's first record. */
        Optional<byte[]> heatmap(CameraId camera, String rule);

        /** The drawn picture of an incident. */
        Optional<byte[]> incident(String incidentId);

        /** The MP4 file of an incident's clip. */
        Optional<Path> clip(String incidentId);
    }

    /** A picture and the moment at which it was taken, so that the page draws the tracks of that moment over it. */
    @SuppressWarnings("ArrayRecordComponent") // handed over whole, never compared
    public record Jpeg(byte[] bytes, Moment at) {}
}
