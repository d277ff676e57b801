package watchpost.daemon.replay;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import watchpost.capture.CaptureException;
import watchpost.capture.VideoFile;
import watchpost.config.CameraConfig;
import watchpost.config.ReaderConfig;
import watchpost.core.event.RuleOutput;
import watchpost.core.geometry.Box;
import watchpost.core.time.FrameTime;
import watchpost.core.vision.Finding;
import watchpost.core.vision.Picture;
import watchpost.core.vision.Sighting;
import watchpost.core.vision.Track;
import watchpost.core.vision.Trait;
import watchpost.daemon.pipeline.ReadWishes;
import watchpost.daemon.scene.Cutting;
import watchpost.detector.second.SecondLook;
import watchpost.detector.text.TextReader;
import watchpost.detector.trial.ModelTrial;

/**
 * The second stage of a replay: the same choice of pictures as in a box and the same limit, by the recording's time and on the thread that
 * replays, so that the same is read each time.
 */
final class Reading implements AutoCloseable {
    /** After the last picture: what a box would still get to. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(5);

    private static final Duration STEP = Duration.ofMillis(100);

    private final CameraConfig camera;
    private final VideoFile video;
    private final SecondLook look;
    private final ReadWishes wishes;
    private final Queue<Finding> found = new ArrayDeque<>();
    private long nowNanos;

    private Reading(CameraConfig camera, ReaderConfig plates, VideoFile video) {
        this.camera = camera;
        this.video = video;
        this.look = new SecondLook(
                Trait.PLATE,
                TextReader.open(ModelTrial.loadText(plates.model())),
                plates.perSecond(),
                this::crop,
                found::add,
                () -> nowNanos);
        this.wishes = new ReadWishes(look);
    }

    /** Empty if no rule of the job wants anything read. */
    static Optional<Reading> of(ReplayJob job, VideoFile video) {
        return job.camera().rules().stream().anyMatch(ReadWishes::wants)
                ? job.plates().map(plates -> new Reading(job.camera(), plates, video))
                : Optional.empty();
    }

    /** The video's last frame was analysed. */
    void onAnalysed(FrameTime time, List<Track> tracks) {
        nowNanos = Math.max(nowNanos, time.moment().stream().toNanos());
        wishes.onAnalysed(camera.id(), time, tracks, camera.rules());
    }

    void onConcluded(RuleOutput output) {
        wishes.onConcluded(output, camera.rules());
    }

    /** What is read now. */
    List<Finding> step() {
        look.step();
        List<Finding> all = List.copyOf(found);
        found.clear();
        return all;
    }

    /** What is read of what is left at the end. */
    List<Finding> finish() {
        for (Duration left = AFTERWARDS; !left.isNegative(); left = left.minus(STEP)) {
            nowNanos += STEP.toNanos();
            look.step();
        }
        return step();
    }

    private Optional<Picture> crop(Sighting sighting) {
        Box box = Cutting.around(sighting.box());
        try {
            return video.partAt(sighting.moment(), box, Cutting.MOST_SIDE)
                    .map(cut -> Cutting.hide(cut, box, camera.masks()));
        } catch (CaptureException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        look.close();
    }
}
