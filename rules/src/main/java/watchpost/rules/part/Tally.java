package watchpost.rules.part;

import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import watchpost.core.event.Values;

/** How many of each class were counted; immutable. */
public final class Tally {
    public static final Tally NONE = new Tally(new TreeMap<>());

    private final SortedMap<String, Long> counts;

    private Tally(SortedMap<String, Long> counts) {
        this.counts = counts;
    }

    public Tally plus(String label) {
        SortedMap<String, Long> more = new TreeMap<>(counts);
        more.merge(label, 1L, Long::sum);
        return new Tally(more);
    }

    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The counts by class in alphabetic order; the classes that were looked for are there even when none was seen. */
    public Values byClass(Set<String> lookedFor) {
        SortedMap<String, Long> all = new TreeMap<>(counts);
        lookedFor.forEach(label -> all.putIfAbsent(label, 0L));
        Values.Builder values = Values.builder();
        all.forEach((label, count) -> values.put(label, count.longValue()));
        return values.build();
    }
}
