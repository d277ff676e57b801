package watchpost.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import watchpost.config.yaml.Entry;

/**
 * Things that rules refer to by name: zones, lines, lanes, schedules. A thing that is wrong keeps its name, so that a reference to it
 * is not reported as a second fault.
 *
 * @param thing what it is called in messages
 */
record Named<T>(String thing, Map<String, Optional<T>> things) {

    /** Reads every entry of {@code entry}, whose keys are names. */
    static <T> Named<T> read(String thing, Optional<Entry> entry, Function<Entry, Optional<T>> reader) {
        Map<String, Optional<T>> things = new LinkedHashMap<>();
        List<Entry> entries = entry.map(found -> found.section().named(thing)).orElse(List.of());
        for (Entry named : entries) {
            things.put(named.name(), reader.apply(named));
        }
        return new Named<>(thing, things);
    }

    /** The thing that {@code entry} names; an unknown name is reported. */
    Optional<T> find(Entry entry) {
        Optional<String> name = entry.text();
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Optional<T> found = things.get(name.get());
        if (found == null) {
            String hint = things.isEmpty()
                    ? "there is no " + thing + " to refer to"
                    : Readers.meantOrAll(name.get(), things.keySet());
            entry.wrong("there is no " + thing + " called " + Readers.quote(name.get()), hint);
            return Optional.empty();
        }
        return found;
    }

    /** All things that are right. */
    List<T> all() {
        return things.values().stream().flatMap(Optional::stream).toList();
    }
}
