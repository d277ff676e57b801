package watchpost.detector.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import watchpost.core.geometry.Letterbox;
import watchpost.core.geometry.Size;
import watchpost.core.vision.FrameShape;
import watchpost.core.vision.PixelOrder;
import watchpost.detector.model.ModelCard.Accuracy;
import watchpost.detector.model.ModelCard.Rivals;
import watchpost.detector.model.ModelCard.Target;
import watchpost.detector.model.ModelCard.Thresholds;
import watchpost.detector.model.ModelCard.Variant;
import watchpost.detector.model.ModelInput.Layout;

final class CardReaderTest {
    private static final String SHA = "0123456789abcdef".repeat(4);

    /** The smallest card. */
    static final String SMALL = """
            watchpost-model: 1
            name: small
            version: 3
            licence: MIT
            source: https://example.org/small
            provenance: made here
            family: nanodet
            input:
              name: data
              size: 320x256
              layout: nchw
              colour: rgb
              mean: [0, 0, 0]
              deviation: [255, 255, 255]
              fit: stretched
              padding: [1, 2, 3]
            classes: [cat, dog]
            thresholds: {report: 0.1, confidence: 0.4, overlap: 60e-2, most: 100}
            variants:
              plain: {file: small.onnx, sha256: %s, precision: fp32, for: any}
            """.formatted(SHA);

    private static final String MORE = """
            one-of: {overlap: 0.7, classes: [[cat, dog]]}
            stand-in: smaller.yaml
            accuracy:
              - {of: plain, on: my pictures, measure: AP50, value: 41.5, source: me}
            """;

    @Test
    void readsTheSmallestCard() {
        ModelCard card = CardReader.read(SMALL, "model.yaml");

        assertEquals("small", card.name());
        assertEquals("3", card.version());
        assertEquals("nanodet", card.family());
        ModelInput input = new ModelInput(
                "data",
                new Size(320, 256),
                Layout.NCHW,
                PixelOrder.RGB,
                List.of(0.0, 0.0, 0.0),
                List.of(255.0, 255.0, 255.0),
                Letterbox.Fit.STRETCHED,
                List.of(1, 2, 3),
                Optional.empty());
        assertEquals(input, card.input());
        assertEquals(
                new FrameShape(new Size(320, 256), PixelOrder.RGB, Letterbox.Fit.STRETCHED, 0x010203), input.shape());
        assertEquals(List.of("cat", "dog"), card.classes());
        assertEquals(new Thresholds(0.1, 0.4, 0.6, 100), card.thresholds());
        assertEquals(List.of(new Variant("plain", "small.onnx", SHA, "fp32", Target.ANY)), card.variants());
        assertEquals(Rivals.NONE, card.rivals());
        assertEquals(Optional.empty(), card.standIn());
        assertEquals(List.of(), card.accuracy());
    }

    @Test
    void readsWhatMayBeThereBesides() {
        ModelCard card = CardReader.read(SMALL + MORE, "model.yaml");

        assertEquals(new Rivals(0.7, List.of(List.of("cat", "dog"))), card.rivals());
        assertEquals(Optional.of("smaller.yaml"), card.standIn());
        assertEquals(List.of(new Accuracy("plain", "my pictures", "AP50", 41.5, "me")), card.accuracy());
    }

    @Test
    void knowsTheListsOfCoco() {
        String coco = SMALL.replace("[cat, dog]", "coco-80");
        assertEquals(80, CardReader.read(coco, "model.yaml").classes().size());
        List<String> numbered = CardReader.read(coco.replace("coco-80", "coco-90"), "model.yaml")
                .classes();
        assertEquals(90, numbered.size());
        assertEquals("toothbrush", numbered.get(89));
        assertEquals("", numbered.get(11), "category 12 is not in use");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    'watchpost-model: 1'  | 'watchpost-model: 2'  | 'model.yaml line 1: this program reads model cards of version 1.'
                    'name: small'         | 'nmae: small'         | 'model.yaml line 1: "name" is missing.'
                    'licence: MIT'        | 'licence: ""'         | 'model.yaml line 4: "licence" is empty.'
                    'family: nanodet'     | 'family: [nanodet]'   | 'model.yaml line 7: "family" must be a single value.'
                    'size: 320x256'       | 'size: 320'           | 'model.yaml line 10: "input.size" must be width x height, like 416x416, each at most 4096, found "320".'
                    'size: 320x256'       | 'size: 9999x256'      | 'model.yaml line 10: "input.size" must be width x height, like 416x416, each at most 4096, found "9999x256".'
                    'layout: nchw'        | 'layout: chw'         | 'model.yaml line 11: "input.layout" must be one of nchw, nhwc, found "chw".'
                    'mean: [0, 0, 0]'     | 'mean: [0, 0]'        | 'model.yaml line 13: "input.mean" needs 3 numbers, found 2.'
                    'mean: [0, 0, 0]'     | 'mean: 0'             | 'model.yaml line 13: "input.mean" must be a list.'
                    'deviation: [255'     | 'deviation: [0'       | 'model.yaml line 14: "input.deviation" must be a number from 1.0E-6 to 1000000, found 0.'
                    'padding: [1, 2, 3]'  | 'padding: [1, 2, x]'  | 'model.yaml line 16: "input.padding" must be a number from 0 to 255, found "x".'
                    'fit: stretched'      | 'fit: strechted'      | 'model.yaml line 15: "input.fit" must be one of centred, top-left, stretched, found "strechted".'
                    'classes: [cat, dog]' | 'classes: coco'       | 'model.yaml line 17: "classes" must be a list of names, coco-80 or coco-90, found "coco".'
                    'classes: [cat, dog]' | 'classes: [cat, cat]' | 'model.yaml line 1: "classes" must name at least one class and none twice.'
                    'report: 0.1'         | 'report: 10'          | 'model.yaml line 18: "thresholds.report" must be a number from 0 to 1, found 10.'
                    'most: 100'           | 'most: 100, mots: 1'  | 'model.yaml line 18: "thresholds.mots" is not a key of a model card; docs/models.md lists them.'
                    'file: small.onnx'    | 'file: ../small.onnx' | 'model.yaml line 20: "variants.plain.file" must be the name of a file beside the card, found "../small.onnx".'
                    'sha256: 01'          | 'sha256: 1'           | 'model.yaml line 20: "variants.plain.sha256" must be 64 lower-case hexadecimal digits, found "123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef".'
                    'for: any'            | 'for: gpu'            | 'model.yaml line 20: "variants.plain.for" must be one of cpu, accelerator, any, found "gpu".'
                    """)
    void refusesWhatItDoesNotUnderstand(String right, String wrong, String sentence) {
        assertEquals(sentence, refusal(SMALL.replace(right, wrong)));
    }

    @Test
    void refusesAKeyThatStandsThereTwice() {
        assertEquals("model.yaml line 3: \"name\" stands here twice.", refusal(SMALL.replace("version:", "name:")));
    }

    @Test
    void refusesWhatIsNoCard() {
        assertEquals("model.yaml is empty.", refusal(""));
        assertEquals("model.yaml line 1: \"the card\" must be a block of keys and values.", refusal("just words"));
    }

    @Test
    void saysWhereItIsNoYaml() {
        String sentence = refusal(SMALL.replace("[cat, dog]", "[cat, dog"));
        assertTrue(sentence.startsWith("model.yaml line 18: not YAML:"), sentence);
    }

    @Test
    void aRivalMustBeAClass() {
        assertEquals(
                "model.yaml line 21: \"one-of\" names \"cow\", which is not a class of this model.",
                refusal(SMALL + MORE.replace("[[cat, dog]]", "[[cat, cow]]")));
    }

    private static String refusal(String card) {
        return assertThrows(ModelException.class, () -> CardReader.read(card, "model.yaml"))
                .getMessage();
    }
}
