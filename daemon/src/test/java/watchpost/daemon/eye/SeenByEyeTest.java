package watchpost.daemon.eye;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import watchpost.capture.VideoFile;
import watchpost.config.CameraConfig;
import watchpost.config.ConfigFile;
import watchpost.config.ConfigResult;
import watchpost.config.DeviceConfig;
import watchpost.config.Reading;
import watchpost.core.event.RuleOutput;
import watchpost.core.geometry.Size;
import watchpost.core.vision.Detections;
import watchpost.core.vision.Frame;
import watchpost.daemon.box.Mapping;
import watchpost.daemon.pipeline.CameraControl;
import watchpost.daemon.pipeline.CameraLane;
import watchpost.daemon.pipeline.LaneRules;
import watchpost.detector.Detector;
import watchpost.detector.DetectorSettings;
import watchpost.detector.model.Model;
import watchpost.rules.track.TrackerSettings;
import watchpost.testkit.Peers;

/**
 * Five clips of security, traffic and retail under the rules of docs/checks, against what a person saw there. The tables of
 * docs/figures.md must say exactly this, so nothing gets worse (or better) in silence. Tracker and rules work on what the built-in model
 * found, which is kept beside this test; {@code -Dwatchpost.eye=detect} detects anew in the clips, prints the tables and leaves the
 * files in the target folder.
 */
class SeenByEyeTest {
    private static final boolean DETECT = "detect".equals(System.getProperty("watchpost.eye"));

    /** A recording, the name of its page and rules in docs/checks, and the size of its pictures. */
    record Clip(String id, String video, Size picture) {
        private Path page(String end) {
            return Peers.root().resolve("docs/checks/" + id + end);
        }

        private Path kept() {
            return Peers.root().resolve("daemon/src/test/resources/watchpost/daemon/eye/" + id + ".txt");
        }
    }

    static List<Clip> clips() {
        Size small = new Size(480, 270);
        return List.of(
                new Clip("one-by-one", "one-by-one-person-detection.mp4", new Size(768, 432)),
                new Clip("car-detection", "car-detection.mp4", new Size(768, 432)),
                new Clip("person-bicycle-car", "intel_person-bicycle-car-detection_short.mp4", small),
                new Clip("store-aisle", "intel_store-aisle-detection_short.mp4", small),
                new Clip("shop-counter", "shop-counter.mp4", new Size(1920, 1080)));
    }

    @ParameterizedTest
    @MethodSource("clips")
    void figuresSayWhatTheProductTellsOfThisClip(Clip clip) throws Exception {
        DeviceConfig config = read(clip.page(".yaml"));
        CameraConfig camera = config.cameras().get(0);
        List<Detections> found =
                DETECT ? detect(clip, camera) : FoundInClip.read(clip.kept(), camera.id(), clip.picture());
        List<RuleOutput> told = new ArrayList<>();
        CameraLane lane = new CameraLane(
                camera.id(),
                Mapping.tracker(config.detector()),
                LaneRules.of(camera),
                told::add,
                (id, time, tracks) -> {},
                CameraControl.NONE);
        found.forEach(lane::seen);
        lane.end();
        List<String> rows = new EyeScore(clip.id(), ByEye.read(clip.page(".md")), told).rows();
        assertTrue(rows.size() > 1, "a page without tables");
        if (DETECT) {
            rows.forEach(System.out::println);
        } else {
            List<String> figures = Files.readAllLines(Peers.root().resolve("docs/figures.md"));
            assertEquals(
                    rows,
                    figures.stream()
                            .filter(line -> line.startsWith("| " + clip.id() + " |"))
                            .toList());
        }
    }

    private static DeviceConfig read(Path file) {
        ConfigResult result = ConfigFile.read(file, Reading.strict());
        return ((ConfigResult.Valid) result).config();
    }

    private static List<Detections> detect(Clip clip, CameraConfig camera) throws Exception {
        List<Detections> found = new ArrayList<>();
        try (Detector detector = Detector.open(
                        Model.builtIn(), DetectorSettings.onCpu().reporting(TrackerSettings.DEFAULT.low()));
                VideoFile video = VideoFile.open(
                        Peers.footage(clip.video()),
                        camera.id(),
                        detector.shape(),
                        camera.analysedFps(),
                        Instant.parse("2026-01-01T00:00:00Z"))) {
            for (Optional<Frame> next = video.next(); next.isPresent(); next = video.next()) {
                try (Frame frame = next.get()) {
                    found.add(detector.detect(frame));
                }
            }
        }
        keep(clip, found);
        return found;
    }

    private static void keep(Clip clip, List<Detections> found) throws IOException {
        String remark = "What the built-in model (NanoDet-g INT8) finds in " + clip.video()
                + ": a line \"@ ms\" for each picture, then class, confidence, left, top, width, height in"
                + " ten-thousandths of the picture.";
        Path folder = Files.createDirectories(Peers.root().resolve("daemon/target/eye"));
        FoundInClip.write(folder.resolve(clip.id() + ".txt"), remark, found);
    }
}
