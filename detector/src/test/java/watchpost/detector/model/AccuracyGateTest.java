package watchpost.detector.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.detector.Detector;
import watchpost.detector.DetectorSettings;
import watchpost.detector.model.ModelCard.Accuracy;
import watchpost.detector.model.ModelCard.Target;
import watchpost.detector.model.ModelCard.Variant;
import watchpost.detector.onnx.InferenceException;
import watchpost.detector.onnx.Provider;

/** INT8 runs on an accelerator only where the card shows that nothing much is lost. */
final class AccuracyGateTest {
    private static final Variant INT8 = new Variant("int8", "a.onnx", "0", "INT8, static", Target.ANY);
    private static final Variant FP16 = new Variant("fp16", "b.onnx", "0", "fp16 weights", Target.ANY);

    @TempDir
    Path folder;

    @Test
    void comparesTheSameMeasureOnTheSamePictures() {
        assertTrue(passes(figure("int8", "COCO", "mAP", 24.2), figure("fp16", "COCO", "mAP", 24.5)));
        assertEquals(false, passes(figure("int8", "COCO", "mAP", 23.9), figure("fp16", "COCO", "mAP", 24.5)));
        assertEquals(false, passes(), "nothing measured");
        assertEquals(false, passes(figure("int8", "COCO", "mAP", 24.2)), "nothing to compare with");
        assertEquals(false, passes(figure("int8", "COCO", "mAP", 24.2), figure("fp16", "own", "mAP", 24.2)));
        assertEquals(
                false,
                passes(
                        figure("int8", "COCO", "mAP", 24.5),
                        figure("fp16", "COCO", "mAP", 24.5),
                        figure("int8", "COCO", "recall", 0.5),
                        figure("fp16", "COCO", "recall", 0.6)),
                "each of them counts");
        assertTrue(AccuracyGate.passes(card(List.of()), FP16), "other precisions always pass");
    }

    @Test
    void theBuiltInCardShowsIt() {
        ModelCard card = Model.builtIn().card();
        card.variants().forEach(variant -> assertTrue(AccuracyGate.passes(card, variant), variant::name));
    }

    @Test
    void whatDoesNotPassIsRefusedByAcceleratorsAndRunsOnTheCpu() throws Exception {
        Model model = onlyInt8();
        DetectorSettings settings = DetectorSettings.onCpu();
        String sentence = assertThrows(
                        InferenceException.class, () -> Detector.open(model, settings.on(List.of(Provider.CUDA))))
                .getMessage();
        assertEquals(
                "the model runs on none of [CUDA]: CUDA: a.onnx computes in int8, and its card does not show that it finds as"
                        + " much as in another precision",
                sentence);
        try (Detector detector = Detector.open(model, settings.on(List.of(Provider.CUDA, Provider.CPU)))) {
            assertEquals(Provider.CPU, detector.provider());
        }
    }

    /** The built-in graph under a card that names no other variant. */
    private Model onlyInt8() throws Exception {
        String name = "nanodet_g_416_int8_u8s8.onnx";
        try (var in = Model.class.getResourceAsStream("/watchpost/models/nanodet-g-416/" + name);
                var card = Model.class.getResourceAsStream("/watchpost/models/nanodet-g-416/model.yaml")) {
            Files.copy(in, folder.resolve("a.onnx"));
            String text = new String(card.readAllBytes(), StandardCharsets.UTF_8)
                    .replace(name, "a.onnx")
                    .replaceAll("(?ms)^  fp16:.*?^    for: accelerator$", "")
                    .replaceAll("(?ms)^accuracy:.*", "");
            Files.writeString(folder.resolve("model.yaml"), text);
        }
        return Model.load(folder);
    }

    private static boolean passes(Accuracy... figures) {
        return AccuracyGate.passes(card(List.of(figures)), INT8);
    }

    private static Accuracy figure(String of, String on, String measure, double value) {
        return new Accuracy(of, on, measure, value, "test");
    }

    private static ModelCard card(List<Accuracy> figures) {
        ModelCard any = Model.builtIn().card();
        return new ModelCard(
                any.name(),
                any.version(),
                any.licence(),
                any.source(),
                any.provenance(),
                any.family(),
                any.input(),
                any.thresholds(),
                any.classes(),
                any.rivals(),
                new ArrayList<>(List.of(INT8, FP16)),
                any.standIn(),
                figures);
    }
}
