package watchpost.daemon.box;

import java.nio.file.Path;
import java.time.Duration;
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
 * or blurring gets none. Any thread.
 */
final class ClipDesk implements ClipSource {
    private final CurrentConfig config;

    private volatile @Nullable Running running;

    private record Running(Clips clips, Function<CameraId, Optional<Camera>> cameras) {}

    ClipDesk(CurrentConfig config) {
        this.config = config;
    }

    /** Why a camera has no clips, if it has none. */
    private Optional<String> without(CameraId id) {
        Optional<CameraConfig> camera = config.camera(id);
        if (camera.isEmpty()) {
            return Optional.of("the camera is not running");
        }
        if (!camera.get().masks().isEmpty()) {
            return Optional.of("the camera has privacy masks, and its video would show what they hide");
        }
        if (!camera.get().blur().isEmpty()) {
            return Optional.of("what is blurred in pictures of the camera would be seen in its video");
        }
        CameraConfig.RecentVideo recent = camera.get().recent();
        return recent.keep().isZero() || recent.mostBytes() == 0
                ? Optional.of("recent-video is off for this camera")
                : Optional.empty();
    }

    /** From now on clips are cut by {@code clips}. */
    void from(Clips clips, Function<CameraId, Optional<Camera>> cameras) {
        running = new Running(clips, cameras);
    }

    @Override
    public void record(RuleEvent event, Path file, Consumer<Optional<String>> done) {
        Optional<String> reason = without(event.camera());
        Running now = running;
        Optional<Camera> camera = now == null ? Optional.empty() : now.cameras().apply(event.camera());
        if (reason.isPresent() || now == null || camera.isEmpty()) {
            done.accept(reason.or(() -> Optional.of("the camera is not running")));
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
