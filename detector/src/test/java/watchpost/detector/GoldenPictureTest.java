package watchpost.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import watchpost.core.geometry.Box;
import watchpost.core.vision.Detection;
import watchpost.core.vision.Frame;
import watchpost.detector.model.Model;
import watchpost.testkit.ModelFolder;

/**
 * The built-in model, and a model of each other family that is at hand, find in two pictures what was written down. Confidences may
 * differ by a little from processor to processor.
 */
final class GoldenPictureTest {
    private static final double MARGIN = 0.03;
    private static final double BELIEVED = 0.4;

    @TempDir
    Path folder;

    private final TestingFrames frames = new TestingFrames();

    @ParameterizedTest
    @CsvSource({"int8, vtest-60.jpg", "int8, vtest-400.jpg", "fp16, vtest-60.jpg", "fp16, vtest-400.jpg"})
    void findsWhatIsKnownToBeThere(String variant, String picture) {
        finds(Model.builtIn(variant), variant, picture);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"yolox-nano-416", "nanodet-m-320", "picodet-s-320", "deimv2-atto-320", "ssdlite-mobilenet-v2-300"
            })
    void soDoesAModelOfEachFamily(String card) {
        Model model = Model.load(ModelFolder.layOut(card, folder));
        finds(model, card, "vtest-60.jpg");
        finds(model, card, "vtest-400.jpg");
    }

    private void finds(Model model, String name, String picture) {
        List<Detection> expected = golden(name + " " + picture + " ");
        List<Detection> found = detect(model, picture);
        assertFalse(expected.isEmpty());
        expected.forEach(one -> assertHas(found, one));
        found.stream().filter(one -> one.confidence() >= BELIEVED + MARGIN).forEach(one -> assertHas(expected, one));
        for (int i = 1; i < found.size(); i++) {
            assertTrue(found.get(i - 1).confidence() >= found.get(i).confidence(), "most confident first");
        }
        assertEquals(0, frames.open());
    }

    private List<Detection> detect(Model model, String picture) {
        DetectorSettings settings = DetectorSettings.onCpu().reporting(BELIEVED - MARGIN);
        try (Detector detector = Detector.open(model, settings);
                Frame frame = frames.of(TestingFrames.resource(picture), detector.shape())) {
            List<Detection> first = detector.detect(frame).found();
            assertEquals(first, detector.detect(frame).found(), "the same frame gives the same detections");
            return first;
        }
    }

    private static void assertHas(List<Detection> list, Detection one) {
        assertTrue(
                list.stream()
                        .anyMatch(other -> other.label().equals(one.label())
                                && Math.abs(other.confidence() - one.confidence()) <= MARGIN
                                && other.box().iou(one.box()) >= 0.9),
                () -> one + " is not in " + list);
    }

    private static List<Detection> golden(String prefix) {
        try (InputStream in = GoldenPictureTest.class.getResourceAsStream("/watchpost/detector/golden.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(prefix))
                    .map(line -> detection(line.substring(prefix.length()).split(" ")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Detection detection(String[] words) {
        double[] numbers = new double[words.length - 1];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Double.parseDouble(words[i + 1]);
        }
        return new Detection(words[0], numbers[0], new Box(numbers[1], numbers[2], numbers[3], numbers[4]));
    }
}
