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
import watchpost.capture.PictureEditor;
import watchpost.config.CameraConfig;
import watchpost.core.event.RuleEvent;
import watchpost.core.id.CameraId;
import watchpost.core.time.Moment;
import watchpost.core.vision.Picture;
import watchpost.daemon.privacy.Blurring;
import watchpost.daemon.scene.Masking;

/**
 * The clips of events, cut out of what the cameras have sent. A clip is the camera's own video, unchanged, unless something in it is to be
 * hidden: then that is burned into every picture, or there is no clip. Any thread.
 */
final class ClipDesk implements ClipSource {
    private final CurrentConfig config;
    private final Blurring blurring;

    private volatile @Nullable Running running;

    private record Running(Clips clips, Function<CameraId, Optional<Camera>> cameras) {}

    ClipDesk(CurrentConfig config, Blurring blurring) {
        this.config = config;
        this.blurring = blurring;
    }

    /** Why a camera has no clips, if it has none. */
    private Optional<String> without(CameraId id) {
        Optional<CameraConfig> camera = config.camera(id);
        if (camera.isEmpty()) {
            return Optional.of("the camera is not running");
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
                .record(
                        camera.get(),
                        new Clips.Wish(at.plus(before.negated()), at.plus(AFTER), file, editor(event.camera())))
                .whenComplete((clip, failure) ->
                        done.accept(failure == null ? Optional.empty() : Optional.of(reason(failure))));
    }

    /** Hides what must not be seen, by the configuration that holds when the clip is written; empty if nothing is to be hidden. */
    private Optional<PictureEditor> editor(CameraId id) {
        boolean nothing = config.camera(id)
                .filter(camera -> camera.masks().isEmpty() && camera.blur().isEmpty())
                .isPresent();
        return nothing ? Optional.empty() : Optional.of(new Hiding(id));
    }

    /** Masks and blur of one camera, over the pictures of one clip. */
    private final class Hiding implements PictureEditor {
        private final CameraId id;
        private @Nullable Masking masking;

        Hiding(CameraId id) {
            this.id = id;
        }

        @Override
        public void edit(Picture picture) {
            Masking masks = masking;
            if (masks == null) {
                CameraConfig camera = config.camera(id).orElseThrow();
                masks = new Masking(camera.masks(), picture.size());
                masking = masks;
            }
            blurring.apply(id, picture);
            masks.apply(picture);
        }
    }

    private static String reason(Throwable failure) {
        if (!(failure instanceof CaptureException)) {
            return "what must not be seen in it could not be hidden";
        }
        boolean noVideo = failure instanceof CaptureException e && e.kind() == CaptureException.Kind.NO_PICTURES;
        return noVideo
                ? "no video of that time is in memory"
                : "it could not be written; check the space on the disk and the owner of the storage directory";
    }
}
