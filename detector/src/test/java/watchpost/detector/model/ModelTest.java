package watchpost.detector.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.core.geometry.Letterbox;
import watchpost.core.geometry.Size;
import watchpost.core.vision.FrameShape;
import watchpost.core.vision.PixelOrder;
import watchpost.detector.model.ModelCard.Target;

final class ModelTest {
    private static final String INT8 = "nanodet_g_416_int8_u8s8.onnx";
    private static final String FP16 = "nanodet_g_416_fp16w.onnx";

    @TempDir
    Path folder;

    /** The built-in model, laid out as somebody's own. */
    @BeforeEach
    void layOut() throws IOException {
        for (String name : new String[] {Model.CARD, INT8, FP16}) {
            try (var in = Model.class.getResourceAsStream("/watchpost/models/nanodet-g-416/" + name)) {
                Files.copy(in, folder.resolve(name));
            }
        }
    }

    @Test
    void theBuiltInModelChoosesItsVariantByWhereItRuns() {
        Model model = Model.builtIn();
        assertEquals("int8", model.variantFor(Target.CPU).name());
        assertEquals("fp16", model.variantFor(Target.ACCELERATOR).name());
        assertEquals("fp16", Model.builtIn("fp16").variantFor(Target.CPU).name());
        assertEquals(80, model.classes().size());
        assertEquals(
                new FrameShape(new Size(416, 416), PixelOrder.BGR, Letterbox.Fit.CENTRED, 104 << 16 | 116 << 8 | 124),
                model.shape());
        assertEquals(
                "the built-in model has no variant \"fp64\"; it has int8, fp16.", refusal(() -> Model.builtIn("fp64")));
    }

    @Test
    void loadsAFolderACardOrOneFile() {
        assertEquals("int8", Model.load(folder).variantFor(Target.CPU).name());
        assertEquals(
                "nanodet-g-416", Model.load(folder.resolve(Model.CARD)).card().name());
        assertEquals(
                "fp16", Model.load(folder.resolve(FP16)).variantFor(Target.CPU).name());
    }

    @Test
    void isTheSameWhereverItLiesAndAnotherWhenAnythingItSaysIs() throws IOException {
        Model model = Model.load(folder);
        assertTrue(model.isSameAs(Model.load(folder.resolve(Model.CARD))));
        assertFalse(model.isSameAs(Model.load(folder.resolve(FP16))), "one file of two");
        Path card = folder.resolve(Model.CARD);
        String text = Files.readString(card);
        Files.writeString(card, "# a comment is nothing\n" + text);
        assertTrue(model.isSameAs(Model.load(folder)));
        Files.writeString(card, text.replace("confidence: 0.4", "confidence: 0.5"));
        assertFalse(model.isSameAs(Model.load(folder)));
        byte[] other = Files.readAllBytes(folder.resolve(INT8));
        Files.write(folder.resolve(FP16), other);
        String hash = model.card().variants().stream()
                .filter(variant -> variant.file().equals(INT8))
                .findFirst()
                .orElseThrow()
                .sha256();
        Files.writeString(card, text.replaceAll("(?s)(file: " + FP16 + ".*?sha256: )\\w+", "$1" + hash));
        assertFalse(model.isSameAs(Model.load(folder)), "other bytes under the same name");
    }

    @Test
    void refusesAFileThatIsNotTheOneOfTheCard() throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve(INT8));
        bytes[bytes.length / 2] ^= 1;
        Files.write(folder.resolve(INT8), bytes);
        String sentence = refusal(() -> Model.load(folder));
        assertTrue(sentence.startsWith(folder.resolve(INT8) + " is not the file that its card means"), sentence);
        assertEquals(
                "fp16", Model.load(folder.resolve(FP16)).variantFor(Target.CPU).name(), "the other file is as it was");
    }

    @Test
    void refusesATruncatedFile() throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve(INT8));
        Files.write(folder.resolve(INT8), Arrays.copyOf(bytes, 1000));
        String sentence = refusal(() -> Model.load(folder.resolve(INT8)));
        assertTrue(sentence.contains("(1000 bytes)"), sentence);
    }

    @Test
    void refusesAMissingFile() throws IOException {
        Files.delete(folder.resolve(FP16));
        assertEquals(
                folder.resolve(FP16) + " is missing, but the model card names it.", refusal(() -> Model.load(folder)));
    }

    @Test
    void refusesAPathThatIsNotThere() {
        Path nowhere = folder.resolve("nowhere");
        assertEquals(
                nowhere + " does not exist: name a model card, or a folder with model.yaml in it.",
                refusal(() -> Model.load(nowhere)));
    }

    @Test
    void refusesAGraphWithoutACardOrNotInIt() throws IOException {
        Path other = folder.resolve("other.onnx");
        Files.write(other, new byte[10]);
        assertEquals(
                other + " is not one of the files that the model.yaml beside it names; add it there as a variant.",
                refusal(() -> Model.load(other)));
        Files.delete(folder.resolve(Model.CARD));
        assertEquals(
                other + " has no model card: put a model.yaml beside it that says how to feed and read it.",
                refusal(() -> Model.load(other)));
        assertTrue(refusal(() -> Model.load(folder)).contains("has no model card"));
    }

    private static String refusal(Runnable load) {
        return assertThrows(ModelException.class, load::run).getMessage();
    }
}
