package watchpost.testkit.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A set of sequence numbers that costs as much as it has holes. Not thread-safe. */
final class SeqRanges {
    /** First to last of each run, ascending; runs neither touch nor overlap. */
    private final TreeMap<Long, Long> runs = new TreeMap<>();

    private long size;

    /** The numbers {@code from} to {@code to}, both included. */
    record Range(long from, long to) {
        long length() {
            return to - from + 1;
        }

        @Override
        public String toString() {
            return from == to ? Long.toString(from) : from + "-" + to;
        }
    }

    /** Adds {@code from} to {@code to}; does nothing where {@code to} is smaller. */
    void add(long from, long to) {
        if (to < from) {
            return;
        }
        long first = from;
        long last = to;
        Map.Entry<Long, Long> run = runs.floorEntry(to + 1);
        while (run != null && run.getValue() >= from - 1) {
            first = Math.min(first, run.getKey());
            last = Math.max(last, run.getValue());
            size -= run.getValue() - run.getKey() + 1;
            runs.remove(run.getKey());
            run = runs.floorEntry(to + 1);
        }
        runs.put(first, last);
        size += last - first + 1;
    }

    void addAll(SeqRanges other) {
        other.runs.forEach(this::add);
    }

    /** All of it, ascending. */
    List<Range> runs() {
        return runs.entrySet().stream()
                .map(run -> new Range(run.getKey(), run.getValue()))
                .toList();
    }

    /** How many numbers are in it. */
    long size() {
        return size;
    }

    /** The smallest number, 0 if there is none. */
    long first() {
        return runs.isEmpty() ? 0 : runs.firstKey();
    }

    /** The largest number, 0 if there is none. */
    long last() {
        return runs.isEmpty() ? 0 : runs.lastEntry().getValue();
    }

    boolean contains(long number) {
        Map.Entry<Long, Long> run = runs.floorEntry(number);
        return run != null && run.getValue() >= number;
    }

    /** What is missing from {@code from} to {@code to}. */
    List<Range> missing(long from, long to) {
        List<Range> missing = new ArrayList<>();
        long next = from;
        for (Map.Entry<Long, Long> run : runs.entrySet()) {
            if (run.getKey() > to) {
                break;
            }
            if (run.getKey() > next) {
                missing.add(new Range(next, run.getKey() - 1));
            }
            next = Math.max(next, run.getValue() + 1);
        }
        if (next <= to) {
            missing.add(new Range(next, to));
        }
        return missing;
    }
}
