package watchpost.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.core.vision.Detection;
import watchpost.core.vision.Frame;
import watchpost.detector.graph.TestingGraph;
import watchpost.detector.model.ModelException;

/**
 * Each family on a graph of a few numbers, from pixels to detections: the boxes are worked out by hand in the comments. The input is
 * 64 × 32, the picture has the same shape, so a fraction is the pixel divided by 64 or 32.
 */
final class FamilyGraphTest {
    private static final int WIDTH = 64;
    private static final int HEIGHT = 32;
    /** Strides 8, 16 and 32: 8 × 4, 4 × 2 and 2 × 1 places. */
    private static final int PLACES = 32 + 8 + 2;

    @TempDir
    Path folder;

    @Test
    void yoloxCountsFromThePlacesCorner() {
        float[] rows = new float[PLACES * 7];
        // Second grid, second row, third column: place 32 + 4 + 2. Centre (2 + 0.5) × 16 = 40, (1 - 0.25) × 16 = 12;
        // width e^0.5 × 16
        // = 26.380, height e^-0.5 × 16 = 9.704; confidence 0.9 × 0.8.
        put(rows, (32 + 4 + 2) * 7, 0.5f, -0.25f, 0.5f, -0.5f, 0.9f, 0.1f, 0.8f);
        // An object of no class.
        put(rows, 0, 0, 0, 1, 1, 0.9f, 0.05f, 0.05f);
        assertFinds(
                "yolox",
                graph().output("output", List.of(1, PLACES, 7), rows),
                "car 0.720 0.4189 0.2234 0.4122 0.3033");
    }

    @Test
    void yolov5MultipliesObjectAndClass() {
        float[] rows = new float[3 * PLACES * 7];
        put(rows, 100 * 7, 32, 16, 16, 8, 0.5f, 0.9f, 0.2f);
        // The same object once more, a little weaker: IoU 15 × 8 / (16 × 8 + 16 × 8 - 15 × 8) = 0.88, suppressed.
        put(rows, 101 * 7, 33, 16, 16, 8, 0.5f, 0.8f, 0.2f);
        assertFinds(
                "yolov5",
                graph().output("output", List.of(1, 3 * PLACES, 7), rows),
                "person 0.450 0.3750 0.3750 0.2500 0.2500");
    }

    @Test
    void yolov8ReadsColumnsAndRows() {
        float[] columns = new float[6 * PLACES];
        float[] rows = new float[6 * PLACES];
        // Place 40 is good enough in both classes and reported in the better one.
        float[] row = {16, 8, 16, 8, 0.5f, 0.75f};
        put(rows, 40 * 6, row);
        for (int i = 0; i < 6; i++) {
            columns[i * PLACES + 40] = row[i];
        }
        String expected = "car 0.750 0.1250 0.1250 0.2500 0.2500";
        assertFinds("yolov8", graph().output("output0", List.of(1, 6, PLACES), columns), expected);
        assertFinds("yolov8", graph().output("output0", List.of(1, PLACES, 6), rows), expected);
    }

    @Test
    void yolov10IsAListOfBoxes() {
        float[] rows = {8, 8, 24, 16, 0.6f, 1, 0, 0, 64, 32, 0.05f, 0, 1, 1, 2, 2, 0.9f, 7};
        assertFinds(
                "yolov10", graph().output("output0", List.of(1, 3, 6), rows), "car 0.600 0.1250 0.2500 0.2500 0.2500");
    }

    @Test
    void ssdHasFractionsTopFirst() {
        float[] boxes = {0.25f, 0.5f, 0.75f, 1, 0, 0, 1, 1};
        float[] scores = {0.2f, 0.7f, 0.01f, 0.02f};
        assertFinds(
                "ssd",
                graph().output("boxes", List.of(1, 2, 1, 4), boxes).output("scores", List.of(1, 2, 2), scores),
                "car 0.700 0.5000 0.2500 0.5000 0.5000");
    }

    @Test
    void ssdWithSuppressionCountsItsBoxesAndItsClassesFromOne() {
        float[] boxes = {0.25f, 0.5f, 0.75f, 1, 0, 0, 1, 1, 0.5f, 0.5f, 1, 1};
        TestingGraph graph = graph().output("detection_boxes", List.of(1, 3, 4), boxes)
                .output("detection_classes", List.of(1, 3), 2, 1, 1)
                .output("detection_scores", List.of(1, 3), 0.7f, 0.5f, 0.9f)
                .output("num_detections", List.of(1), 2);
        assertFinds(
                "ssd-nms", graph, "car 0.700 0.5000 0.2500 0.5000 0.5000", "person 0.500 0.0000 0.0000 1.0000 1.0000");
    }

    @Test
    void centernetFindsPeaks() {
        // 16 × 8 places of 4 pixels. A peak at column 8, row 4 with a weaker neighbour; size 4 × 2 places, offset 0.5,
        // 0.25: centre
        // 34, 17, so 26..42 × 13..21.
        float[] heat = new float[2 * 128];
        float[] sizes = new float[2 * 128];
        float[] offsets = new float[2 * 128];
        int peak = 4 * 16 + 8;
        heat[peak] = 0.8f;
        heat[peak + 1] = 0.7f;
        for (int place : new int[] {peak, peak + 1}) {
            sizes[place] = 4;
            sizes[128 + place] = 2;
            offsets[place] = 0.5f;
            offsets[128 + place] = 0.25f;
        }
        TestingGraph graph = graph().output("hm", List.of(1, 2, 8, 16), heat)
                .output("wh", List.of(1, 2, 8, 16), sizes)
                .output("reg", List.of(1, 2, 8, 16), offsets);
        assertFinds("centernet", graph, "person 0.800 0.4063 0.4063 0.2500 0.2500");
    }

    @Test
    void detrWithItsPostProcessorAndWithout() {
        TestingGraph finished = graph().whole("labels", List.of(1, 2), 1, 0)
                .output("boxes", List.of(1, 2, 4), 16, 8, 32, 16, 0, 0, 64, 32)
                .output("scores", List.of(1, 2), 0.8f, 0.05f);
        assertFinds("detr", finished, "car 0.800 0.2500 0.2500 0.2500 0.2500");
        // sigmoid(1) = 0.731, sigmoid(-3) = 0.047
        TestingGraph raw = graph().output("logits", List.of(1, 2, 2), -1, 1, -3, -4)
                .output("pred_boxes", List.of(1, 2, 4), 0.5f, 0.5f, 0.25f, 0.5f, 0.5f, 0.5f, 1, 1);
        List<Detection> found = detect("detr", raw, Color.WHITE);
        assertEquals(
                List.of("car 0.731 0.3750 0.2500 0.2500 0.5000"),
                found.stream().map(FamilyGraphTest::spoken).toList());
    }

    @Test
    void outputsOfAnotherFamilyAreRefusedByName() {
        TestingGraph yolov8 = graph().output("output0", List.of(1, 6, PLACES), new float[6 * PLACES]);
        for (String family :
                List.of("yolox", "yolov5", "yolov10", "ssd", "ssd-nms", "centernet", "detr", "nanodet", "picodet")) {
            String sentence = assertThrows(ModelException.class, () -> detect(family, yolov8, Color.BLACK))
                    .getMessage();
            assertTrue(
                    sentence.startsWith("the graph's outputs [output0 [1, 6, 42]] are not those of family " + family),
                    sentence);
        }
        TestingGraph tooMany = graph().output("output0", List.of(1, 6, PLACES + 2), new float[6 * (PLACES + 2)]);
        assertThrows(ModelException.class, () -> detect("yolov8", tooMany, Color.BLACK));
    }

    private void assertFinds(String family, TestingGraph graph, String... expected) {
        assertEquals(
                Arrays.asList(expected),
                detect(family, graph, Color.WHITE).stream()
                        .map(FamilyGraphTest::spoken)
                        .toList());
        assertEquals(List.of(), detect(family, graph, Color.BLACK));
    }

    private List<Detection> detect(String family, TestingGraph graph, Color colour) {
        TestingCards card = new TestingCards()
                .with("family", family)
                .with("size", WIDTH + "x" + HEIGHT)
                .with("mean", "[0, 0, 0]")
                .with("deviation", "[255, 255, 255]")
                .with("classes", "[person, car]");
        TestingFrames frames = new TestingFrames();
        try (Detector detector = Detector.open(card.load(graph.bytes(), folder), DetectorSettings.onCpu());
                Frame frame = frames.of(picture(colour), detector.shape())) {
            return detector.detect(frame).found();
        }
    }

    private static TestingGraph graph() {
        return new TestingGraph(WIDTH, HEIGHT);
    }

    private static BufferedImage picture(Color colour) {
        BufferedImage image = new BufferedImage(2 * WIDTH, 2 * HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.dispose();
        return image;
    }

    private static void put(float[] numbers, int at, float... row) {
        System.arraycopy(row, 0, numbers, at, row.length);
    }

    private static String spoken(Detection one) {
        return String.format(
                Locale.ROOT,
                "%s %.3f %.4f %.4f %.4f %.4f",
                one.label(),
                one.confidence(),
                one.box().x(),
                one.box().y(),
                one.box().width(),
                one.box().height());
    }
}
