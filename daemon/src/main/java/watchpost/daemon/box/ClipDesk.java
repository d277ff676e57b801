package watchpost.daemon.box;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import watchpost.alerts.evidence.ClipSource;
import watchpost.capture.Camera;
import watchpost.capture.CaptureException;
import watchpost.capture.Clips;
import watchpost.config.CameraConfig;
import watchpost.core.event.RuleEvent;
import watchpost.core.id.CameraId;
import watchpost.core.time.Moment;

/**
 * The clips of events, cut out of what the cameras have sent. A clip is the camera's own video, unchanged; so a camera with privacy masks
 * gets none. Any thread.
 */
final class ClipDesk implements ClipSource {
    /** Why a camera has no clips, for those that have none. */
    private final Map<CameraId, String> without = new HashMap<>();

    private volatile @Nullable Running running;

    private record Running(Clips clips, Function<CameraId, Optional<Camera>> cameras) {}

    ClipDesk(List<CameraConfig> configs) {
        for (CameraConfig config : configs) {
            if (!config.masks().isEmpty()) {
                without.put(config.id(), "the camera has privacy masks, and its video would show what they hide");
            } else if (config.recent().keep().isZero() || config.recent().mostBytes() == 0) {
                without.put(config.id(), "recent-video is off for this camera");
            }
        }
    }

    /** From now on clips are cut by {@code clips}. */
    void from(Clips clips, Function<CameraId, Optional<Camera>> cameras) {
        running = new Running(clips, cameras);
    }

    @Override
    public void record(RuleEvent event, Path file, Consumer<Optional<String>> done) {
        String reason = without.get(event.camera());
        Running now = running;
        Optional<Camera> camera = now == null ? Optional.empty() : now.cameras().apply(event.camera());
        if (reason != null || now == null || camera.isEmpty()) {
            done.accept(Optional.of(reason == null ? "the camera is not running" : reason));
            return;
        }
        Moment at = event.at();
        Duration before = at.stream().compareTo(BEFORE) < 0 ? at.stream() : BEFORE;
        now.clips()
                .record(camera.get(), at.plus(before.negated()), at.plus(AFTER), file)
                .whenComplete((clip, failure) ->
                        done.accept(failure == null ? Optional.empty() : Optional.of(reason(failure))));
    }

    private static String reason(Throwable failure) {
        boolean noVideo = failure instanceof CaptureException e && e.kind() == CaptureException.Kind.NO_PICTURES;
        return noVideo
                ? "no video of that time is in memory"
                : "it could not be written; check the space on the disk and the owner of the storage directory";
    }
}
