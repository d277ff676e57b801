package watchpost.detector.model;

import java.util.regex.Pattern;
import watchpost.core.vision.PixelOrder;

/** Reads the card of a model that reads text. */
final class TextCardReader {
    static final String FAMILY = "text";
    private static final int SIDE_STEP = 32;

    private TextCardReader() {}

    /** @param file how complaints call the card */
    static TextCard read(String text, String file) {
        CardMap top = CardReader.top(text, file);
        if (!top.text("family").equals(FAMILY)) {
            throw top.fail("a model that reads is of family " + FAMILY);
        }
        CardMap thresholds = top.map("thresholds");
        TextCard card = new TextCard(
                top.text("name"),
                top.text("version"),
                top.text("licence"),
                top.text("source"),
                top.text("provenance"),
                top.text("alphabet"),
                top.parsed("pattern", "a regular expression", Pattern::compile),
                thresholds.number("report", 0, 1),
                thresholds.number("sure", 0, 1),
                finder(top.map("find")),
                reader(top.map("read")));
        thresholds.done();
        top.done();
        return card;
    }

    private static TextCard.Finder finder(CardMap map) {
        TextCard.Finder finder = new TextCard.Finder(
                graph(map),
                map.parsed("side", "a multiple of 32 from 64 to 1280", TextCardReader::side),
                map.number("threshold", 0, 1),
                map.number("confidence", 0, 1),
                map.number("grow", 0, 4));
        map.done();
        return finder;
    }

    private static TextCard.Reader reader(CardMap map) {
        TextCard.Reader reader = new TextCard.Reader(
                graph(map),
                (int) map.number("height", 8, 256),
                (int) map.number("widest", 32, 2048),
                CardReader.fileName(map, "characters"));
        map.done();
        return reader;
    }

    private static TextCard.Graph graph(CardMap map) {
        CardMap input = map.map("input");
        TextCard.Graph graph = new TextCard.Graph(
                CardReader.fileName(map, "file"),
                CardReader.sha256(map),
                input.text("name"),
                input.word("colour", PixelOrder.class),
                input.numbers("mean", 3, -1e6, 1e6),
                input.numbers("deviation", 3, 1e-6, 1e6));
        input.done();
        return graph;
    }

    private static int side(String text) {
        int side = Integer.parseInt(text);
        if (side < 2 * SIDE_STEP || side > 1280 || side % SIDE_STEP != 0) {
            throw new IllegalArgumentException(text);
        }
        return side;
    }
}
