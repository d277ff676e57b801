package watchpost.detector.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import watchpost.core.vision.Picture;
import watchpost.detector.model.ModelException;
import watchpost.detector.model.TextModel;
import watchpost.detector.second.Label;
import watchpost.detector.trial.ModelTrial;
import watchpost.testkit.plates.DrawnCar;
import watchpost.testkit.plates.PlateModel;
import watchpost.testkit.plates.PlateView;

class TextReaderTest {
    @TempDir
    static Path folder;

    private static Path card;

    @BeforeAll
    static void layOut() {
        card = PlateModel.layOut(folder);
    }

    @Test
    void drawnPlatesOfSeveralSizesAndTurnsAreReadSeveralInOneRun() {
        SplittableRandom random = new SplittableRandom(20261121);
        List<String> drawn = new ArrayList<>();
        List<Picture> pictures = new ArrayList<>();
        for (PlateView view : List.of(
                PlateView.clear(160),
                PlateView.clear(90),
                new PlateView(120, 8, 0, 1),
                new PlateView(110, -12, 8, 2))) {
            drawn.add(DrawnCar.plate(random));
            pictures.add(DrawnCar.seen(drawn.get(drawn.size() - 1), view, random));
        }
        try (TextReader reader = TextReader.open(TextModel.load(card))) {
            List<Optional<Label>> together = reader.recognise(pictures);
            assertEquals(
                    drawn,
                    together.stream().map(label -> label.orElseThrow().text()).toList());
            assertTrue(together.stream().allMatch(label -> label.orElseThrow().confidence() > 0.8));
            for (int i = 0; i < pictures.size(); i++) {
                assertEquals(
                        drawn.get(i),
                        reader.recognise(List.of(pictures.get(i)))
                                .get(0)
                                .orElseThrow()
                                .text());
            }
        }
    }

    @Test
    void twoLinesOfAPlateAreOneTextFromTopToBottom() {
        SplittableRandom random = new SplittableRandom(20261121);
        try (TextReader reader = TextReader.open(TextModel.load(card))) {
            for (PlateView view : List.of(
                    PlateView.clear(160),
                    PlateView.clear(70),
                    new PlateView(120, 12, 0, 1),
                    new PlateView(110, -15, 8, 2))) {
                Picture picture = DrawnCar.seen("KA4\nBC711", view, random);
                assertEquals(
                        "KA4BC711",
                        reader.recognise(List.of(picture)).get(0).orElseThrow().text(),
                        view::toString);
            }
        }
    }

    @Test
    void whatDoesNotLookLikeAPlateIsNotTold() {
        SplittableRandom random = new SplittableRandom(7);
        try (TextReader reader = TextReader.open(TextModel.load(card))) {
            assertEquals(
                    List.of(Optional.empty(), Optional.empty()),
                    reader.recognise(List.of(
                            DrawnCar.seen("", PlateView.clear(120), random),
                            DrawnCar.seen("TAXI", PlateView.clear(120), random))));
        }
    }

    @Test
    void theTrialProcessOpensIt() {
        assertTrue(ModelTrial.loadText(card).card().name().startsWith("PP-OCRv4"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    family: text     | family: yolox        | a model that reads is of family text.
                    side: 416        | side: 400            | "find.side" must be a multiple of 32 from 64 to 1280, found "400".
                    name: x,         | name: y,             | ch_PP-OCRv4_det_infer.onnx: its input is x [-1, 3, -1, -1], the card says y [batch, 3, height, width].
                    alphabet: ABC    | alphabet: €ABC       | the model does not know the character "€" of the card's alphabet.
                    pattern: (       | pattern: ((          | "pattern" must be a regular expression
                    height: 48       | heigth: 48           | "read.height" is missing.
                    sha256: d2a77    | sha256: 00077        | is not the file that its card means
                    infer.onnx       | other.onnx           | is missing, but the model card names it.
                    ppocr_keys_v1    | model                | its output is
                    """)
    void aWrongCardIsRefusedInOneSentence(String from, String to, String reason, @TempDir Path other) throws Exception {
        Path wrong = PlateModel.layOut(other);
        String text = Files.readString(wrong);
        assertTrue(text.contains(from.strip()), from);
        Files.writeString(wrong, text.replaceFirst(Pattern.quote(from.strip()), to.strip()));
        if (to.strip().equals("model")) {
            Files.writeString(
                    other.resolve("model.txt"), String.join("\n", "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".split("")));
        }
        String sentence = assertThrows(ModelException.class, () -> TextReader.open(TextModel.load(wrong))
                        .close())
                .getMessage();
        assertTrue(sentence.contains(reason), sentence);
        assertEquals(1, sentence.lines().count(), sentence);
    }

    @Test
    void aDamagedFileIsRefusedByAProcessOfItsOwn(@TempDir Path other) throws Exception {
        Path damaged = PlateModel.layOut(other);
        try (RandomAccessFile file =
                new RandomAccessFile(other.resolve("ch_PP-OCRv4_rec_infer.onnx").toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }
        String sentence = assertThrows(ModelException.class, () -> ModelTrial.loadText(damaged))
                .getMessage();
        assertTrue(sentence.contains("is not the file that its card means"), sentence);
    }
}
