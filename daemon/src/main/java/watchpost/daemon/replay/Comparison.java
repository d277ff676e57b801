package watchpost.daemon.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import watchpost.core.event.Measurement;
import watchpost.core.event.Place;
import watchpost.core.event.RuleEvent;
import watchpost.core.event.RuleOutput;
import watchpost.core.event.Subject;
import watchpost.core.id.CameraId;
import watchpost.daemon.pipeline.LaneRules;
import watchpost.rules.engine.RuleEngine;
import watchpost.rules.engine.RuleInput;
import watchpost.rules.engine.RuleState;
import watchpost.rules.engine.Step;

/** The same inputs under two sets of rules: which events are lost, gained or moved by the second, and which records differ. */
public final class Comparison {
    /** The same event may come this much earlier or later under other rules. */
    private static final Duration NEAR = Duration.ofSeconds(10);
    /** Less than this is no move. */
    private static final Duration MOVED = Duration.ofMillis(50);

    private final Run before;
    private final Run after;

    public Comparison(CameraId camera, LaneRules before, LaneRules after) {
        this.before = new Run(RuleEngine.initial(camera, before.rules(), before.ground()));
        this.after = new Run(RuleEngine.initial(camera, after.rules(), after.ground()));
    }

    /** One set of rules and what it concluded. */
    private static final class Run {
        private RuleState state;
        private final List<RuleEvent> opened = new ArrayList<>();
        private final List<Measurement> records = new ArrayList<>();

        Run(RuleState state) {
            this.state = state;
        }

        void step(RuleInput input) {
            Step step = RuleEngine.step(state, input);
            state = step.state();
            for (RuleOutput output : step.outputs()) {
                if (output instanceof RuleEvent event && event.phase() == RuleEvent.Phase.OPENED) {
                    opened.add(event);
                } else if (output instanceof Measurement record) {
                    records.add(record);
                }
            }
        }
    }

    public void accept(RuleInput input) {
        before.step(input);
        after.step(input);
    }

    /** The difference, an event or record a line, and the sums. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        List<RuleEvent> gained = new ArrayList<>(after.opened);
        int lost = 0;
        int moved = 0;
        Map<RuleEvent, RuleEvent> partners = partners();
        for (RuleEvent event : before.opened) {
            RuleEvent partner = partners.get(event);
            if (partner == null) {
                lost++;
                lines.add("- lost   " + words(event));
                continue;
            }
            gained.remove(partner);
            Duration by = partner.at().since(event.at());
            if (by.abs().compareTo(MOVED) > 0) {
                moved++;
                lines.add(String.format(Locale.ROOT, "~ moved  %s, by %+.1f s", words(event), by.toMillis() / 1e3));
            }
        }
        gained.forEach(event -> lines.add("+ gained " + words(event)));
        int changed = records(lines);
        lines.add(String.format(
                Locale.ROOT,
                "%d events before, %d after: %d lost, %d gained, %d moved; %d records differ",
                before.opened.size(),
                after.opened.size(),
                lost,
                gained.size(),
                moved,
                changed));
        return lines;
    }

    /** A pair of events that may be the same one. */
    private record Pair(RuleEvent before, RuleEvent after, Duration apart) {}

    /** Who belongs to whom: the nearest in time first, each event once. */
    private Map<RuleEvent, RuleEvent> partners() {
        List<Pair> pairs = new ArrayList<>();
        for (RuleEvent event : before.opened) {
            for (RuleEvent other : after.opened) {
                Duration apart = other.at().since(event.at()).abs();
                if (apart.compareTo(NEAR) < 0 && isSame(event, other)) {
                    pairs.add(new Pair(event, other, apart));
                }
            }
        }
        pairs.sort(Comparator.comparing(Pair::apart));
        Map<RuleEvent, RuleEvent> partners = new HashMap<>();
        Set<RuleEvent> taken = new HashSet<>();
        for (Pair pair : pairs) {
            if (!partners.containsKey(pair.before()) && taken.add(pair.after())) {
                partners.put(pair.before(), pair.after());
            }
        }
        return partners;
    }

    private static boolean isSame(RuleEvent event, RuleEvent other) {
        return other.rule().equals(event.rule())
                && other.kind() == event.kind()
                && other.place().equals(event.place())
                && Objects.equals(direction(other), direction(event))
                && other.subject().map(Subject::track).equals(event.subject().map(Subject::track));
    }

    private static @Nullable Object direction(RuleEvent event) {
        return event.attributes().entries().get("direction");
    }

    private static String words(RuleEvent event) {
        return String.format(
                Locale.ROOT,
                "%8.1f s  %s %s: %s",
                event.at().stream().toMillis() / 1e3,
                event.rule(),
                event.kind().wireName(),
                event.why());
    }

    private int records(List<String> lines) {
        int changed = 0;
        List<Measurement> left = new ArrayList<>(after.records);
        for (Measurement record : before.records) {
            Optional<Measurement> same = left.stream()
                    .filter(other -> other.rule().equals(record.rule())
                            && other.from().equals(record.from())
                            && placeOf(other).equals(placeOf(record)))
                    .findFirst();
            same.ifPresent(left::remove);
            if (same.isEmpty() || !same.get().values().equals(record.values())) {
                changed++;
                lines.add("! record " + record.rule() + " from " + record.from() + ": " + record.values()
                        + same.map(other -> " -> " + other.values()).orElse(" -> none"));
            }
        }
        for (Measurement record : left) {
            changed++;
            lines.add("! record " + record.rule() + " from " + record.from() + ": none -> " + record.values());
        }
        return changed;
    }

    private static Object placeOf(Measurement record) {
        return record.values().entries().getOrDefault(Place.Shape.LANE.name().toLowerCase(Locale.ROOT), "");
    }
}
