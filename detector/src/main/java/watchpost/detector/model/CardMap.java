package watchpost.detector.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** One block of a card: takes its keys out one by one, and complains about those that nobody asked for. */
final class CardMap {
    private final String file;
    private final String path;
    private final Node at;
    private final Map<String, Node> rest = new LinkedHashMap<>();

    CardMap(String file, String path, Node node) {
        this.file = file;
        this.path = path;
        this.at = node;
        if (!(node instanceof MappingNode block)) {
            throw wrong(node, path.isEmpty() ? "the card" : path, "a block of keys and values");
        }
        for (NodeTuple tuple : block.getValue()) {
            String key = scalar(tuple.getKeyNode(), "a key");
            if (rest.put(key, tuple.getValueNode()) != null) {
                throw fail(tuple.getKeyNode(), "\"" + name(key) + "\" stands here twice");
            }
        }
    }

    /** To be called last: every key has been taken. */
    void done() {
        rest.forEach((key, node) -> {
            throw fail(node, "\"" + name(key) + "\" is not a key of a model card; docs/models.md lists them");
        });
    }

    boolean has(String key) {
        return rest.containsKey(key);
    }

    /** The keys that nobody has taken yet, in their order. */
    List<String> keys() {
        return List.copyOf(rest.keySet());
    }

    String text(String key) {
        Node node = take(key);
        String text = scalar(node, name(key));
        if (text.isBlank()) {
            throw fail(node, "\"" + name(key) + "\" is empty");
        }
        return text;
    }

    Optional<String> textIfAny(String key) {
        return has(key) ? Optional.of(text(key)) : Optional.empty();
    }

    /** A text that {@code parse} understands; it throws {@link IllegalArgumentException} where it does not. */
    <T> T parsed(String key, String expected, Function<String, T> parse) {
        Node node = rest.getOrDefault(key, at);
        String text = text(key);
        return parsed(node, name(key), text, expected, parse);
    }

    <E extends Enum<E>> E word(String key, Class<E> type) {
        List<String> words =
                Arrays.stream(type.getEnumConstants()).map(CardMap::spelled).toList();
        return parsed(key, "one of " + String.join(", ", words), text -> type.getEnumConstants()[indexOf(words, text)]);
    }

    double number(String key, double least, double most) {
        Node node = rest.getOrDefault(key, at);
        String text = text(key);
        return number(node, name(key), text, least, most);
    }

    List<Double> numbers(String key, int count, double least, double most) {
        Node node = rest.getOrDefault(key, at);
        List<String> texts = texts(key);
        if (texts.size() != count) {
            throw fail(node, "\"" + name(key) + "\" needs " + count + " numbers, found " + texts.size());
        }
        return texts.stream()
                .map(text -> number(node, name(key), text, least, most))
                .toList();
    }

    List<String> texts(String key) {
        return list(key, node -> scalar(node, name(key)));
    }

    /** True if the value is a list, false if it is anything else. */
    boolean isList(String key) {
        return rest.get(key) instanceof SequenceNode;
    }

    List<List<String>> listsOfTexts(String key) {
        return list(key, inner -> items(inner, name(key)).stream()
                .map(node -> scalar(node, name(key)))
                .toList());
    }

    CardMap map(String key) {
        return new CardMap(file, name(key), take(key));
    }

    List<CardMap> maps(String key) {
        return list(key, node -> new CardMap(file, name(key), node));
    }

    /** A complaint about this block as a whole. */
    ModelException fail(String message) {
        return fail(at, message);
    }

    private <T> List<T> list(String key, Function<Node, T> of) {
        List<T> values = new ArrayList<>();
        items(take(key), name(key)).forEach(node -> values.add(of.apply(node)));
        return List.copyOf(values);
    }

    private List<Node> items(Node node, String name) {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        throw wrong(node, name, "a list");
    }

    private String scalar(Node node, String name) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw wrong(node, name, "a single value");
    }

    private Node take(String key) {
        Node node = rest.remove(key);
        if (node == null) {
            throw fail(at, "\"" + name(key) + "\" is missing");
        }
        return node;
    }

    private double number(Node node, String name, String text, double least, double most) {
        String expected = "a number from " + plain(least) + " to " + plain(most);
        double value = parsed(node, name, text, expected, Double::valueOf);
        if (!(value >= least && value <= most)) {
            throw fail(node, "\"" + name + "\" must be " + expected + ", found " + text);
        }
        return value;
    }

    private <T> T parsed(Node node, String name, String text, String expected, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw new ModelException(
                    place(node) + "\"" + name + "\" must be " + expected + ", found \"" + text + "\".", e);
        }
    }

    private String name(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private ModelException wrong(Node node, String name, String expected) {
        return fail(node, "\"" + name + "\" must be " + expected);
    }

    private ModelException fail(Node node, String message) {
        return new ModelException(place(node) + message + ".");
    }

    private String place(Node node) {
        return file
                + node.getStartMark()
                        .map(mark -> " line " + (mark.getLine() + 1))
                        .orElse("") + ": ";
    }

    private static int indexOf(List<String> words, String text) {
        int index = words.indexOf(text);
        if (index < 0) {
            throw new IllegalArgumentException(text);
        }
        return index;
    }

    private static String spelled(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }
}
