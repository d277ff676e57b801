package watchpost.daemon.box;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import watchpost.alerts.evidence.EvidencePicture;
import watchpost.alerts.evidence.EvidenceRenderer;
import watchpost.capture.VideoFile;
import watchpost.config.CameraConfig;
import watchpost.config.ConfigFile;
import watchpost.config.ConfigResult;
import watchpost.config.DeviceConfig;
import watchpost.core.event.RuleEvent;
import watchpost.core.event.RuleOutput;
import watchpost.core.geometry.Box;
import watchpost.core.id.CameraId;
import watchpost.core.time.FrameTime;
import watchpost.core.time.Moment;
import watchpost.core.vision.Detections;
import watchpost.core.vision.Frame;
import watchpost.core.vision.Overlay;
import watchpost.core.vision.Picture;
import watchpost.core.vision.Track;
import watchpost.daemon.live.TracksOfMoment;
import watchpost.daemon.pipeline.CameraControl;
import watchpost.daemon.pipeline.CameraLane;
import watchpost.daemon.pipeline.LaneRules;
import watchpost.daemon.pipeline.PipelineListener;
import watchpost.detector.Detector;
import watchpost.rules.engine.RuleInput;
import watchpost.testkit.BundledClip;

/** What is drawn for the events of the bundled clip, against what the detector sees in the very picture that it is drawn on. */
@Timeout(60)
class EvidenceTest {
    private static final String CONFIGURATION = """
            cameras:
              gate:
                url: "file:CLIP"
                analyse: 7 fps
                rules:
                  crossing: {kind: line-crossing, line: [[0.72, 0.85], [0.72, 0.25]]}
                  west: {kind: line-crossing, line: [[0.35, 0.60], [0.35, 0.20]]}
            """;
    /** As many as a camera keeps. */
    private static final int PICTURES = 6;

    private record Seen(Picture picture, Detections detections) {}

    private final TrackHistory tracks = new TrackHistory();
    private final Deque<Seen> last = new ArrayDeque<>();
    private final List<RuleEvent> events = new ArrayList<>();
    private int drawn;
    private double worst = 1;

    @Test
    void theMarkOfACrossingIsWhereTheObjectIsInThePicture() throws Exception {
        DeviceConfig config = ((ConfigResult.Valid) ConfigFile.parse(
                        CONFIGURATION.replace("CLIP", BundledClip.path().toString()), "test.yaml"))
                .config();
        CameraConfig camera = config.cameras().get(0);
        Evidence evidence = new Evidence(new CurrentConfig(config), tracks, (id, moment) -> last.stream()
                .map(Seen::picture)
                .min(Comparator.comparing(
                        picture -> picture.time().moment().since(moment).abs())));
        CameraLane lane = new CameraLane(
                camera.id(),
                Mapping.tracker(config.detector()),
                LaneRules.of(camera),
                this::told,
                new Listener(),
                CameraControl.NONE);
        try (Detector detector = Wiring.detector(config.detector(), Mapping.detector(config.detector()))
                        .now();
                VideoFile video = VideoFile.open(
                        BundledClip.path(), camera.id(), detector.shape(), 7, Instant.parse("2026-11-21T12:00:00Z"))) {
            for (Optional<Frame> next = video.next(); next.isPresent(); next = video.next()) {
                try (Frame frame = next.get()) {
                    last.addLast(new Seen(video.picture(), detector.detect(frame)));
                }
                if (last.size() > PICTURES) {
                    last.removeFirst();
                }
                lane.seen(last.getLast().detections());
                for (RuleEvent event : events) {
                    check(evidence.evidence(event).orElseThrow(), event);
                }
                events.clear();
            }
        }
        assertTrue(drawn >= 3, () -> "marks drawn: " + drawn);
        System.out.printf("figure: %d crossings drawn, least IoU with the detector's box %.2f%n", drawn, worst);
    }

    private void told(RuleOutput output) {
        if (output instanceof RuleEvent event && event.phase() == RuleEvent.Phase.OPENED) {
            events.add(event);
        }
    }

    private void check(EvidencePicture shown, RuleEvent event) throws Exception {
        List<Box> marks = shown.overlay().marks().stream()
                .filter(Overlay.BoxMark.class::isInstance)
                .map(mark -> ((Overlay.BoxMark) mark).box())
                .toList();
        assertTrue(marks.size() <= 1, marks::toString);
        if (marks.isEmpty()) {
            return;
        }
        Moment at = shown.picture().time().moment();
        Detections seen = last.stream()
                .filter(one -> one.picture().time().equals(shown.picture().time()))
                .map(Seen::detections)
                .findFirst()
                .orElseThrow();
        assertEquals(seen.time().moment(), at);
        double iou = seen.found().stream()
                .mapToDouble(found -> found.box().iou(marks.get(0)))
                .max()
                .orElse(0);
        assertTrue(iou > 0.9, () -> event + ": " + iou + " for " + marks + " among " + seen.found());
        drawn++;
        worst = Math.min(worst, iou);
        Path file = Path.of("target", "evidence-" + drawn + ".jpg");
        Files.write(file, new EvidenceRenderer(1280).jpeg(shown.picture(), shown.overlay(), shown.masks()));
    }

    private final class Listener implements PipelineListener {
        @Override
        public void onAnalysed(CameraId camera, FrameTime time, List<Track> seen) {}

        @Override
        public void onInput(CameraId camera, RuleInput input) {
            if (input instanceof RuleInput.TracksSeen seen) {
                tracks.add(new TracksOfMoment(camera, seen.at(), seen.tracks()));
            }
        }
    }
}
