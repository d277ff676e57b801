package watchpost.daemon.web;

import java.util.List;
import java.util.stream.Stream;

/**
 * Whether the box does its work: one sentence for each thing that is wrong.
 *
 * @param failures what keeps the box from its work; any of them makes the answer of {@code /health} 503
 * @param warnings what is lost although the box works
 */
public record Health(List<String> failures, List<String> warnings) {
    public Health {
        failures = List.copyOf(failures);
        warnings = List.copyOf(warnings);
    }

    /** The same with one more warning. */
    public Health warning(String warning) {
        return new Health(
                failures, Stream.concat(warnings.stream(), Stream.of(warning)).toList());
    }

    public boolean ok() {
        return failures.isEmpty();
    }

    /** The contract's word: {@code ok}, {@code degraded} or {@code failing}. */
    public String word() {
        if (!failures.isEmpty()) {
            return "failing";
        }
        return warnings.isEmpty() ? "ok" : "degraded";
    }

    /** Failures first. */
    public List<String> reasons() {
        return Stream.concat(failures.stream(), warnings.stream()).toList();
    }
}
