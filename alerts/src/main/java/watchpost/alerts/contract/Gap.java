package watchpost.alerts.contract;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Messages that were given up on purpose, or lost with a damaged file.
 *
 * @param reason one sentence
 * @param ofEpoch the epoch whose messages are meant, if not the one in which this is said
 * @param from the first place concerned, 0 if that is not known
 * @param to the last place concerned, 0 if that is not known
 * @param lost the exact places that will not come, ascending, not touching each other: none if only pictures were given up; not
 *     present if nobody knows which of the places concerned will come
 * @param counts how many of what: {@code measurements}, {@code info}, {@code warnings}, {@code alarms}, {@code pictures}
 */
public record Gap(
        String reason,
        Optional<String> ofEpoch,
        long from,
        long to,
        Optional<List<Range>> lost,
        Map<String, Long> counts) {
    public Gap {
        lost = lost.map(List::copyOf);
    }

    /** Places {@code from} to {@code to}, both included. */
    public record Range(long from, long to) {}
}
