package watchpost.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import watchpost.core.geometry.Box;
import watchpost.core.vision.Detection;
import watchpost.core.vision.Frame;
import watchpost.detector.model.Model;

/**
 * What the built-in model sees in two frames of OpenCV's vtest.avi, written down once and looked at by eye: pedestrians, and two parked
 * cars at the upper right edge.
 */
final class GoldenPictureTest {
    private static final List<Detection> FRAME_60 = List.of(
            found("person", 0.83, 0.798, 0.404, 0.049, 0.185),
            found("person", 0.79, 0.650, 0.354, 0.041, 0.136),
            found("person", 0.77, 0.606, 0.351, 0.044, 0.152),
            found("car", 0.63, 0.956, 0.085, 0.044, 0.078),
            found("person", 0.55, 0.495, 0.313, 0.030, 0.135),
            found("person", 0.53, 0.475, 0.302, 0.029, 0.113),
            found("person", 0.50, 0.512, 0.316, 0.027, 0.137),
            found("car", 0.48, 0.845, 0.077, 0.095, 0.094));

    private static final List<Detection> FRAME_400 = List.of(
            found("person", 0.82, 0.895, 0.518, 0.072, 0.194),
            found("person", 0.74, 0.353, 0.342, 0.042, 0.150),
            found("person", 0.71, 0.766, 0.241, 0.036, 0.111),
            found("car", 0.58, 0.955, 0.084, 0.045, 0.077),
            found("car", 0.46, 0.845, 0.077, 0.095, 0.093));

    /** Half the distance to the strongest box below that is not in the lists. */
    private static final double LEAST = 0.43;

    private final TestingFrames frames = new TestingFrames();

    @ParameterizedTest
    @ValueSource(strings = {"int8", "fp16"})
    void findsWhatIsKnownToBeThere(String variant) {
        try (Detector detector =
                Detector.open(Model.builtIn(variant), DetectorSettings.onCpu().reporting(LEAST))) {
            assertFound(FRAME_60, detect(detector, "vtest-60.jpg"));
            assertFound(FRAME_400, detect(detector, "vtest-400.jpg"));
        }
        assertEquals(0, frames.open());
    }

    private List<Detection> detect(Detector detector, String picture) {
        try (Frame frame = frames.of(TestingFrames.resource(picture), detector.shape())) {
            List<Detection> first = detector.detect(frame).found();
            assertEquals(first, detector.detect(frame).found(), "the same frame gives the same detections");
            return first;
        }
    }

    private static void assertFound(List<Detection> expected, List<Detection> found) {
        assertEquals(expected.size(), found.size(), () -> "found " + found);
        for (Detection one : expected) {
            Detection nearest = found.stream()
                    .max((a, b) ->
                            Double.compare(a.box().iou(one.box()), b.box().iou(one.box())))
                    .orElseThrow();
            assertEquals(one.label(), nearest.label());
            assertEquals(one.confidence(), nearest.confidence(), 0.03, () -> one + " is " + nearest);
            assertTrue(one.box().iou(nearest.box()) >= 0.85, () -> one + " is " + nearest);
        }
        for (int i = 1; i < found.size(); i++) {
            assertTrue(found.get(i - 1).confidence() >= found.get(i).confidence(), "most confident first");
        }
    }

    private static Detection found(String label, double confidence, double x, double y, double width, double height) {
        return new Detection(label, confidence, new Box(x, y, width, height));
    }
}
