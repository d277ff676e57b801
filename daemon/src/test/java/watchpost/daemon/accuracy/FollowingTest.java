package watchpost.daemon.accuracy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import watchpost.capture.VideoFile;
import watchpost.core.geometry.Box;
import watchpost.core.geometry.Size;
import watchpost.core.id.CameraId;
import watchpost.core.vision.Detection;
import watchpost.core.vision.Detections;
import watchpost.core.vision.Frame;
import watchpost.core.vision.Track;
import watchpost.daemon.evaluate.MotFile;
import watchpost.detector.Detector;
import watchpost.detector.DetectorSettings;
import watchpost.detector.model.Model;
import watchpost.rules.track.Tracker;
import watchpost.rules.track.TrackerSettings;
import watchpost.rules.track.score.Labelled;
import watchpost.rules.track.score.TrackScore;
import watchpost.testkit.ModelFolder;
import watchpost.testkit.Peers;
import watchpost.testkit.tracking.PlainSort;

/**
 * Both trackers on the same detections of the MOTChallenge clips: SORT gets the sure ones, ours also the unsure ones that it was made
 * for. By default the first seconds of each clip and one model, and ours has to be ahead over both together; with
 * {@code -Dwatchpost.clips=whole} everything, and ours has to be ahead in each.
 */
final class FollowingTest {
    private static final boolean WHOLE = "whole".equals(System.getProperty("watchpost.clips"));
    private static final int FIRST_FRAMES = 60;

    @TempDir
    Path folder;

    static List<String> models() {
        return WHOLE
                ? List.of(
                        "built-in:int8",
                        "built-in:fp16",
                        "nanodet-m-320",
                        "picodet-s-320",
                        "yolox-nano-416",
                        "deimv2-atto-320",
                        "ssdlite-mobilenet-v2-300")
                : List.of("yolox-nano-416");
    }

    @ParameterizedTest
    @MethodSource("models")
    void identitiesAreKeptBetterThanByPlainSort(String name) throws Exception {
        Model model = name.startsWith("built-in:")
                ? Model.builtIn(name.substring("built-in:".length()))
                : Model.load(ModelFolder.layOut(name, folder));
        DetectorSettings settings = DetectorSettings.onCpu().reporting(TrackerSettings.DEFAULT.low());
        try (Detector detector = Detector.open(model, settings)) {
            double street = compare(name, "TUD-Stadtmitte", detector);
            double campus = compare(name, "TUD-Campus", detector);
            double lead = WHOLE ? Math.min(street, campus) : street + campus;
            assertTrue(lead > 0, () -> name + ": IDF1 is " + street + " and " + campus + " ahead of plain SORT");
        }
    }

    /** How far ours is ahead in IDF1. */
    private static double compare(String name, String clip, Detector detector) throws Exception {
        List<List<Labelled>> truth = MotFile.read(Peers.footage("ground-truth/" + clip + ".gt.txt"));
        int frames = WHOLE ? truth.size() : Math.min(FIRST_FRAMES, truth.size());
        Tracker tracker = new Tracker(TrackerSettings.DEFAULT);
        PlainSort sort = new PlainSort();
        List<List<Labelled>> byUs = new ArrayList<>();
        List<List<Labelled>> bySort = new ArrayList<>();
        try (VideoFile video = VideoFile.open(
                Peers.footage(clip + ".mp4"), new CameraId("clip"), detector.shape(), 0, Instant.EPOCH)) {
            for (int i = 0; i < frames; i++) {
                Optional<Frame> next = video.next();
                try (Frame frame = next.orElseThrow()) {
                    Detections seen = persons(detector.detect(frame));
                    byUs.add(tracker.step(seen).stream()
                            .filter(Track::observed)
                            .map(track -> labelled(track.id(), track.box(), frame.picture()))
                            .toList());
                    List<Detection> sure = seen.found().stream()
                            .filter(one -> one.confidence() >= TrackerSettings.DEFAULT.high())
                            .toList();
                    bySort.add(sort.step(sure).entrySet().stream()
                            .map(one -> labelled(one.getKey(), one.getValue(), frame.picture()))
                            .toList());
                }
            }
        }
        TrackScore ours = TrackScore.of(truth.subList(0, frames), byUs);
        TrackScore plain = TrackScore.of(truth.subList(0, frames), bySort);
        System.out.println("| " + name + " | " + clip + " | " + spoken(ours) + " | " + spoken(plain) + " |");
        return ours.idf1() - plain.idf1();
    }

    private static String spoken(TrackScore score) {
        return String.format(Locale.ROOT, "%.3f | %.3f | %.3f", score.mota(), score.idf1(), score.hota());
    }

    private static Detections persons(Detections seen) {
        List<Detection> persons = seen.found().stream()
                .filter(one -> one.label().equals("person"))
                .toList();
        return new Detections(seen.camera(), seen.time(), seen.picture(), persons);
    }

    private static Labelled labelled(long id, Box box, Size picture) {
        return new Labelled(
                id,
                new Box(
                        box.x() * picture.width(),
                        box.y() * picture.height(),
                        box.width() * picture.width(),
                        box.height() * picture.height()));
    }
}
