package watchpost.config.yaml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import watchpost.config.text.ClosestWord;
import watchpost.core.id.Names;

/** The keys and values below one key. Each key must be asked for: {@link #close()} reports the others. */
public final class Section implements AutoCloseable {
    private final List<String> path;
    private final Spot key;
    private final Faults faults;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Set<String> asked = new TreeSet<>();

    /** A section without entries. */
    Section(List<String> path, Spot key, Faults faults) {
        this.path = path;
        this.key = key;
        this.faults = faults;
    }

    /** The section of {@code node}; keys that are given twice or are no words are reported here. */
    Section(List<String> path, MappingNode node, Spot key, Faults faults) {
        this(path, key, faults);
        Set<String> seen = new HashSet<>();
        for (NodeTuple tuple : node.getValue()) {
            Spot place = Spot.of(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode word)) {
                faults.add(new Fault(path, place, true, "has a key that is not a word", ""));
                continue;
            }
            Entry entry = new Entry(below(word.getValue()), tuple.getValueNode(), place, faults);
            if (seen.add(word.getValue())) {
                entries.put(word.getValue(), entry);
            } else {
                entry.wrongKey("is given twice", "keep one of the two");
            }
        }
    }

    /** The value of {@code name}, if the file has it. */
    public Optional<Entry> take(String name) {
        asked.add(name);
        return Optional.ofNullable(entries.get(name));
    }

    /** The value of {@code name}; its absence is reported. */
    public Optional<Entry> need(String name) {
        Optional<Entry> found = take(name);
        if (found.isEmpty()) {
            wrong("needs " + name, "");
        }
        return found;
    }

    /** Takes {@code names} for known without looking at their values. */
    public void allow(List<String> names) {
        asked.addAll(names);
    }

    /** What {@code reader} makes of the value of {@code name}, or {@code otherwise} if it is absent or wrong (which is reported). */
    public <T> T read(String name, Entry.TextReader<T> reader, T otherwise) {
        return take(name).flatMap(entry -> entry.read(reader)).orElse(otherwise);
    }

    /** All entries, where the keys are names that the user gives to a thing, such as a {@code "camera"}; bad names are reported. */
    public List<Entry> named(String thing) {
        asked.addAll(entries.keySet());
        List<Entry> named = new ArrayList<>(entries.values());
        for (Entry entry : named) {
            if (!Names.isName(entry.name())) {
                entry.wrongKey("is not a name for a " + thing, "use " + Names.RULE);
            }
        }
        return named;
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Reports something about the section as a whole, at its key. */
    public void wrong(String message, String suggestion) {
        faults.add(new Fault(path, key, true, message, suggestion));
    }

    /** Reports something doubtful about the section as a whole, at its key. */
    public void doubtful(String message, String suggestion) {
        faults.add(new Fault(path, key, false, message, suggestion));
    }

    /** Reports every key that nobody asked for. */
    @Override
    public void close() {
        for (Map.Entry<String, Entry> entry : entries.entrySet()) {
            if (!asked.contains(entry.getKey())) {
                String meant = ClosestWord.didYouMean(entry.getKey(), asked);
                entry.getValue()
                        .wrongKey("is not a known key", meant.isEmpty() ? "use " + String.join(", ", asked) : meant);
            }
        }
    }

    private List<String> below(String name) {
        List<String> longer = new ArrayList<>(path);
        longer.add(name);
        return longer;
    }
}
