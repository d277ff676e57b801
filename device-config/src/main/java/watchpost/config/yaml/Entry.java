package watchpost.config.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import watchpost.config.text.WrongValueException;

/** One value of the file with its place and the path of keys to it. Asking it for what it is not reports a fault. */
public final class Entry {
    private static final Set<Tag> PLAIN_TAGS = Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL);

    private final List<String> path;
    private final Node node;
    private final Spot key;
    private final Faults faults;

    Entry(List<String> path, Node node, Spot key, Faults faults) {
        this.path = List.copyOf(path);
        this.node = node;
        this.key = key;
        this.faults = faults;
    }

    /** Reads one value out of its text. */
    @FunctionalInterface
    public interface TextReader<T> {
        T read(String text) throws WrongValueException;
    }

    /** The last key of the path: the name of a camera, a zone, a rule. */
    public String name() {
        return path.isEmpty() ? "" : path.get(path.size() - 1);
    }

    /** Reports that the value is wrong. */
    public void wrong(String message, String suggestion) {
        faults.add(new Fault(path, Spot.of(node.getStartMark()), true, message, suggestion));
    }

    /** Reports that the value is probably not what was wanted. */
    public void doubtful(String message, String suggestion) {
        faults.add(new Fault(path, Spot.of(node.getStartMark()), false, message, suggestion));
    }

    /** Reports that the key is wrong. */
    public void wrongKey(String message, String suggestion) {
        faults.add(new Fault(path, key, true, message, suggestion));
    }

    public boolean isText() {
        return node instanceof ScalarNode && !isNothing();
    }

    public boolean isList() {
        return node instanceof SequenceNode;
    }

    /** True if nothing is written after the key. */
    public boolean isNothing() {
        return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
    }

    /** The text as written, without quotes and surrounding blanks. */
    public Optional<String> text() {
        if (isNothing()) {
            wrong("has no value", "");
            return Optional.empty();
        }
        if (!(node instanceof ScalarNode scalar)) {
            wrong("must be a single value", "");
            return Optional.empty();
        }
        if (!PLAIN_TAGS.contains(scalar.getTag())) {
            wrong("has a tag, which this file does not use", "remove the word with the '!'");
            return Optional.empty();
        }
        return Optional.of(scalar.getValue().strip());
    }

    /** The value that {@code reader} makes of the text; empty if it is none, which is reported. */
    public <T> Optional<T> read(TextReader<T> reader) {
        Optional<String> text = text();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.read(text.get()));
        } catch (WrongValueException e) {
            wrong(e.text(), e.suggestion());
            return Optional.empty();
        }
    }

    /** The keys below; none if nothing is written or if it is something else, which is reported. */
    public Section section() {
        if (node instanceof MappingNode mapping && !node.isRecursive()) {
            return new Section(path, mapping, key, faults);
        }
        if (!isNothing()) {
            wrong("must hold keys and values", "");
        }
        return new Section(path, key, faults);
    }

    /** The values of a list; none if it is something else, which is reported. */
    public List<Entry> items() {
        if (!(node instanceof SequenceNode sequence) || node.isRecursive()) {
            wrong("must be a list", "write it in [ ]");
            return List.of();
        }
        List<Entry> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            items.add(new Entry(path, item, Spot.of(item.getStartMark()), faults));
        }
        return items;
    }
}
