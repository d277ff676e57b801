package watchpost.daemon.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import watchpost.daemon.evaluate.ModelEvaluation;
import watchpost.detector.Detector;
import watchpost.detector.DetectorSettings;
import watchpost.detector.model.Model;
import watchpost.detector.model.ModelCard.Target;
import watchpost.testkit.ModelFolder;
import watchpost.testkit.Peers;

/**
 * What {@code evaluate} says of each model at hand, against {@link PlainDetector} and {@link PlainCoco}. Every sixteenth picture, as
 * the plain computation takes its time; all with {@code -Dwatchpost.pictures=80}.
 */
final class AveragePrecisionAgreementTest {
    private static final int PICTURES = Integer.getInteger("watchpost.pictures", 5);
    private static final double POINTS = 0.5;
    /** The INT8 graph's scores tie, so that a rounded pixel decides between neighbouring boxes; in a few pictures one box weighs much. */
    private static final double POINTS_OF_A_FEW = 2.5;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "built-in:int8, NANODET_G",
        "built-in:fp16, NANODET_G",
        "nanodet-m-320, NANODET_M",
        "picodet-s-320, PICODET",
        "yolox-nano-416, YOLOX",
        "deimv2-atto-320, DEIM",
        "ssdlite-mobilenet-v2-300, SSD"
    })
    void agreesWithAPlainComputation(String name, PlainDetector.Kind kind) throws Exception {
        Path data = Peers.footage("coco-val-subset");
        JsonObject annotations = subset(new JsonObject(Files.readString(data.resolve("annotations.json"))));
        Path chosen = Files.writeString(folder.resolve("annotations.json"), annotations.encode());
        Model model = name.startsWith("built-in:")
                ? Model.builtIn(name.substring("built-in:".length()))
                : Model.load(ModelFolder.layOut(name, folder));

        ModelEvaluation ours;
        try (Detector detector = Detector.open(
                model,
                DetectorSettings.onCpu()
                        .reporting(ModelEvaluation.LEAST_CONFIDENCE)
                        .withoutOneOf())) {
            ours = ModelEvaluation.run(detector, data.resolve("images"), chosen, 0.4, share -> {});
        }
        double plain = plain(kind, model, annotations, data.resolve("images"));

        double ap = 100 * ours.evaluation().ap();
        System.out.printf(Locale.ROOT, "%s: AP50:95 %.2f, plainly %.2f%n", name, ap, plain);
        assertTrue(plain > 10, "the plain computation finds something");
        assertEquals(plain, ap, name.endsWith("int8") && PICTURES < 80 ? POINTS_OF_A_FEW : POINTS);
    }

    private static double plain(PlainDetector.Kind kind, Model model, JsonObject annotations, Path images)
            throws Exception {
        List<PlainCoco.Found> found = new ArrayList<>();
        Set<Long> numbers = new HashSet<>();
        try (PlainDetector detector = new PlainDetector(kind, model.graph(model.variantFor(Target.CPU)))) {
            for (Object each : annotations.getJsonArray("images")) {
                JsonObject image = (JsonObject) each;
                long number = image.getLong("id");
                numbers.add(number);
                for (PlainDetector.Box box : detector.detect(
                        images.resolve(image.getString("file_name")), ModelEvaluation.LEAST_CONFIDENCE)) {
                    String label = model.classes().get(box.label());
                    found.add(new PlainCoco.Found(
                            number, label, box.score(), box.left(), box.top(), box.right(), box.bottom()));
                }
            }
        }
        return new PlainCoco(annotations, numbers).ap(found);
    }

    /** Every so many pictures and the boxes in them. */
    private static JsonObject subset(JsonObject annotations) {
        JsonArray images = annotations.getJsonArray("images");
        JsonArray chosen = new JsonArray();
        Set<Long> numbers = new HashSet<>();
        int step = Math.max(1, images.size() / PICTURES);
        for (int i = 0; i < images.size(); i += step) {
            chosen.add(images.getJsonObject(i));
            numbers.add(images.getJsonObject(i).getLong("id"));
        }
        JsonArray boxes = new JsonArray();
        for (Object each : annotations.getJsonArray("annotations")) {
            if (numbers.contains(((JsonObject) each).getLong("image_id"))) {
                boxes.add(each);
            }
        }
        return annotations.copy().put("images", chosen).put("annotations", boxes);
    }
}
