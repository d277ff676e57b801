package watchpost.daemon.eye;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import watchpost.core.event.Level;
import watchpost.core.event.Measurement;
import watchpost.core.event.RuleEvent;
import watchpost.core.event.RuleOutput;

/** What was told of a clip against what a person saw, as rows of a table. */
final class EyeScore {
    private final String clip;
    private final ByEye byEye;
    private final List<RuleOutput> told;

    EyeScore(String clip, ByEye byEye, List<RuleOutput> told) {
        this.clip = clip;
        this.byEye = byEye;
        this.told = told;
    }

    /** First a row for each rule that tells of events, then one for each value. */
    List<String> rows() {
        List<RuleEvent> opened = told.stream()
                .filter(RuleEvent.class::isInstance)
                .map(RuleEvent.class::cast)
                .filter(event -> event.phase() == RuleEvent.Phase.OPENED)
                .toList();
        SortedSet<String> rules = new TreeSet<>(byEye.rules());
        opened.forEach(event -> rules.add(event.rule().value()));
        List<String> rows = new ArrayList<>();
        rules.forEach(rule -> rows.add(events(
                rule,
                opened.stream()
                        .filter(event -> event.rule().value().equals(rule))
                        .toList())));
        byEye.looks().stream().map(ByEye.Look::rule).distinct().forEach(rule -> rows.add(looks(rule)));
        byEye.values().forEach(value -> rows.add(value(value)));
        return rows;
    }

    private String events(String rule, List<RuleEvent> opened) {
        List<RuleEvent> left = new ArrayList<>(opened);
        List<ByEye.Event> wanted = byEye.events().stream()
                .filter(event -> event.rule().equals(rule))
                .toList();
        int right = 0;
        for (ByEye.Event event : wanted) {
            for (RuleEvent candidate : left) {
                if (isSame(event, candidate)) {
                    left.remove(candidate);
                    right++;
                    break;
                }
            }
        }
        return String.format(
                Locale.ROOT,
                "| %s | %s | %d | %d | %d | %s | %s |",
                clip,
                rule,
                wanted.size(),
                opened.size(),
                right,
                share(right, opened.size()),
                share(right, wanted.size()));
    }

    private static boolean isSame(ByEye.Event event, RuleEvent candidate) {
        double apart = candidate.at().stream().toNanos() * 1e-9 - event.seconds();
        Object direction = candidate.attributes().entries().get("direction");
        return Math.abs(apart) <= event.tolerance()
                && (event.what().equals(candidate.kind().wireName())
                        || event.what().equals(direction));
    }

    private static String share(int part, int whole) {
        return whole == 0 ? "–" : String.format(Locale.ROOT, "%.2f", (double) part / whole);
    }

    /** The level that stands at each moment at which the person counted. */
    private String looks(String rule) {
        List<ByEye.Look> looks =
                byEye.looks().stream().filter(look -> look.rule().equals(rule)).toList();
        List<String> seen = new ArrayList<>();
        List<String> said = new ArrayList<>();
        for (ByEye.Look look : looks) {
            seen.add(number(look.count()));
            said.add(number(levelAt(rule, look.seconds())));
        }
        return "| " + clip + " | " + rule + " | inside at " + looks.size() + " moments | " + String.join(" ", seen)
                + " | " + String.join(" ", said) + " |";
    }

    private double levelAt(String rule, double seconds) {
        double level = 0;
        for (RuleOutput output : told) {
            if (output instanceof Level now
                    && now.rule().value().equals(rule)
                    && now.at().stream().toNanos() * 1e-9 <= seconds) {
                Map<String, Object> values = now.values().entries();
                level = ((Number) values.getOrDefault("occupancy", values.get("length"))).doubleValue();
            }
        }
        return level;
    }

    private String value(ByEye.Value value) {
        String[] words = value.name().split(" ", -1);
        String said = "nothing";
        for (RuleOutput output : told) {
            if (output instanceof Measurement record && record.rule().value().equals(value.rule())) {
                Map<String, Object> values = record.values().entries();
                if (words.length == 1 || words[0].equals(values.get("lane"))) {
                    said = number(((Number) values.getOrDefault(words[words.length - 1], Double.NaN)).doubleValue());
                }
            }
        }
        return "| " + clip + " | " + value.rule() + " | " + value.name() + " | " + number(value.value()) + " | " + said
                + " |";
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }
}
