package watchpost.detector.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import watchpost.core.geometry.Letterbox;
import watchpost.core.geometry.Size;
import watchpost.core.vision.PixelOrder;
import watchpost.detector.model.ModelCard.Accuracy;
import watchpost.detector.model.ModelCard.Rivals;
import watchpost.detector.model.ModelCard.Target;
import watchpost.detector.model.ModelCard.Thresholds;
import watchpost.detector.model.ModelCard.Variant;
import watchpost.detector.model.ModelInput.Layout;

/** Reads {@code model.yaml}: every key is known or refused, and a complaint names the line. */
final class CardReader {
    private static final int CARD_VERSION = 1;
    private static final int LARGEST_SIDE = 4096;
    private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,4})x([1-9][0-9]{0,4})");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    private CardReader() {}

    /** @param file how complaints call the card */
    static ModelCard read(String text, String file) {
        CardMap top = top(text, file);
        List<String> classes = classes(top);
        ModelCard card = new ModelCard(
                top.text("name"),
                top.text("version"),
                top.text("licence"),
                top.text("source"),
                top.text("provenance"),
                top.text("family"),
                input(top.map("input")),
                thresholds(top.map("thresholds")),
                classes,
                top.has("one-of") ? rivals(top.map("one-of"), classes) : Rivals.NONE,
                variants(top.map("variants")),
                top.textIfAny("stand-in"),
                top.has("accuracy")
                        ? top.maps("accuracy").stream()
                                .map(CardReader::accuracy)
                                .toList()
                        : List.of());
        top.done();
        return card;
    }

    /** The whole of a card of a version that this program reads. */
    static CardMap top(String text, String file) {
        CardMap top = new CardMap(file, "", parse(text, file));
        if (top.number("watchpost-model", 1, 1000) != CARD_VERSION) {
            throw top.fail("this program reads model cards of version " + CARD_VERSION);
        }
        return top;
    }

    private static Node parse(String text, String file) {
        try {
            Optional<Node> node =
                    new Compose(LoadSettings.builder().setLabel(file).build()).composeString(text);
            return node.orElseThrow(() -> new ModelException(file + " is empty."));
        } catch (MarkedYamlEngineException e) {
            String line = e.getProblemMark()
                    .map(mark -> " line " + (mark.getLine() + 1))
                    .orElse("");
            throw new ModelException(file + line + ": not YAML: " + e.getProblem() + ".", e);
        } catch (YamlEngineException e) {
            throw new ModelException(file + " is not YAML.", e);
        }
    }

    private static ModelInput input(CardMap map) {
        ModelInput input = new ModelInput(
                map.text("name"),
                map.parsed("size", "width x height, like 416x416, each at most " + LARGEST_SIDE, CardReader::size),
                map.word("layout", Layout.class),
                map.word("colour", PixelOrder.class),
                map.numbers("mean", 3, -1e6, 1e6),
                map.numbers("deviation", 3, 1e-6, 1e6),
                map.word("fit", Letterbox.Fit.class),
                map.numbers("padding", 3, 0, 255).stream().map(Double::intValue).toList(),
                map.textIfAny("size-input"));
        map.done();
        return input;
    }

    private static Size size(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text);
        }
        Size size = new Size(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
        if (Math.max(size.width(), size.height()) > LARGEST_SIDE) {
            throw new IllegalArgumentException(text);
        }
        return size;
    }

    private static Thresholds thresholds(CardMap map) {
        Thresholds thresholds = new Thresholds(
                map.number("report", 0, 1), map.number("confidence", 0, 1), map.number("overlap", 0, 1), (int)
                        map.number("most", 1, 1000));
        map.done();
        return thresholds;
    }

    private static List<String> classes(CardMap top) {
        if (!top.isList("classes")) {
            return top.parsed("classes", "a list of names, coco-80 or coco-90", CocoClasses::named);
        }
        List<String> names = top.texts("classes");
        List<String> spoken = names.stream().filter(name -> !name.isEmpty()).toList();
        if (spoken.isEmpty() || new HashSet<>(spoken).size() < spoken.size()) {
            throw top.fail("\"classes\" must name at least one class and none twice");
        }
        return names;
    }

    private static Rivals rivals(CardMap map, List<String> classes) {
        Rivals rivals = new Rivals(map.number("overlap", 0, 1), map.listsOfTexts("classes"));
        rivals.groups()
                .forEach(group -> group.forEach(name -> {
                    if (!classes.contains(name)) {
                        throw map.fail("\"one-of\" names \"" + name + "\", which is not a class of this model");
                    }
                }));
        map.done();
        return rivals;
    }

    private static List<Variant> variants(CardMap map) {
        List<Variant> variants = new ArrayList<>();
        for (String name : map.keys()) {
            CardMap one = map.map(name);
            variants.add(new Variant(
                    name, fileName(one, "file"), sha256(one), one.text("precision"), one.word("for", Target.class)));
            one.done();
        }
        if (variants.isEmpty()) {
            throw map.fail("\"variants\" names no file");
        }
        return variants;
    }

    private static Accuracy accuracy(CardMap map) {
        Accuracy accuracy = new Accuracy(
                map.text("of"), map.text("on"), map.text("measure"), map.number("value", 0, 1e9), map.text("source"));
        map.done();
        return accuracy;
    }

    static String fileName(CardMap map, String key) {
        return map.parsed(key, "the name of a file beside the card", text -> matching(FILE, text));
    }

    static String sha256(CardMap map) {
        return map.parsed("sha256", "64 lower-case hexadecimal digits", text -> matching(SHA256, text));
    }

    private static String matching(Pattern pattern, String text) {
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }
}
