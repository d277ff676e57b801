package watchpost.daemon.explain;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import watchpost.core.event.RuleEvent;
import watchpost.core.event.RuleOutput;
import watchpost.core.id.CameraId;
import watchpost.core.rule.RuleSpec;
import watchpost.core.time.Moment;
import watchpost.daemon.journal.JournalFiles;
import watchpost.daemon.journal.JournalReader;
import watchpost.daemon.pipeline.LaneRules;
import watchpost.rules.engine.RuleEngine;
import watchpost.rules.engine.RuleInput;
import watchpost.rules.engine.RuleState;
import watchpost.rules.engine.Step;
import watchpost.rules.fold.Explanation;

/** Says for each rule of a camera how it stood at a moment, the nearest miss first. */
public final class Explainer {
    /** The rules are run from this long before the moment, so that they know what came before. */
    private static final Duration LEAD = Duration.ofMinutes(15);
    /** What was told this long before the moment is told again. */
    private static final Duration RECENT = Duration.ofSeconds(60);
    /** A frame this old no longer shows the moment. */
    private static final Duration STALE = Duration.ofSeconds(2);

    private static final int OBJECTS = 5;

    private final CameraId camera;
    private final LaneRules rules;
    private final Instant at;
    private final List<RuleEvent> recent = new ArrayList<>();
    private RuleState state;
    private @Nullable Moment lastFrame;

    private Explainer(CameraId camera, LaneRules rules, Instant at) {
        this.camera = camera;
        this.rules = rules;
        this.at = at;
        this.state = RuleEngine.initial(camera, rules.rules(), rules.ground());
    }

    /**
     * The answer, line by line; empty if the journal does not reach that far.
     *
     * @param rule only this one; empty for all
     */
    public static Optional<List<String>> explain(
            List<Path> journal, CameraId camera, LaneRules rules, Instant at, Optional<String> rule)
            throws IOException {
        Explainer explainer = new Explainer(camera, rules, at);
        for (Path file : relevant(journal, at)) {
            try (JournalReader reader = JournalReader.open(file)) {
                if (!reader.camera().equals(camera)) {
                    throw new IOException(file + " is the journal of camera " + reader.camera());
                }
                explainer.read(reader);
            }
        }
        return explainer.lastFrame == null ? Optional.empty() : Optional.of(explainer.answer(rules.rules(), rule));
    }

    private static List<Path> relevant(List<Path> journal, Instant at) {
        List<Path> files = new ArrayList<>();
        for (Path file : journal) {
            Instant begin = JournalFiles.begin(file);
            if (begin.isAfter(at)) {
                break;
            }
            if (begin.isBefore(at.minus(LEAD).minus(LEAD))) {
                files.clear();
            }
            files.add(file);
        }
        return files;
    }

    private void read(JournalReader reader) throws IOException {
        for (Optional<RuleInput> next = reader.next(); next.isPresent(); next = reader.next()) {
            RuleInput input = next.get();
            if (input instanceof RuleInput.TracksSeen seen) {
                if (seen.at().wall().isAfter(at)) {
                    return;
                }
                if (lastFrame != null && seen.at().isBefore(lastFrame)) {
                    state = RuleEngine.initial(camera, rules.rules(), rules.ground());
                }
                lastFrame = seen.at();
            }
            if (!(input instanceof RuleInput.RulesChanged)) {
                take(RuleEngine.step(state, input));
            }
        }
    }

    private void take(Step step) {
        state = step.state();
        for (RuleOutput output : step.outputs()) {
            if (output instanceof RuleEvent event && !event.at().wall().isBefore(at.minus(RECENT))) {
                recent.add(event);
            }
        }
    }

    private List<String> answer(List<RuleSpec> rules, Optional<String> wanted) {
        List<String> lines = new ArrayList<>();
        Moment frame = lastFrame;
        if (frame == null) {
            return lines;
        }
        List<Explanation> all = RuleEngine.explain(state);
        long objects = all.stream()
                .mapToLong(Explanation::track)
                .filter(track -> track > 0)
                .distinct()
                .count();
        lines.add(
                camera + " at " + frame.wall() + ": " + objects + (objects == 1 ? " object" : " objects") + " in view");
        Duration age = Duration.between(frame.wall(), at);
        if (age.compareTo(STALE) > 0) {
            lines.add("  nothing was analysed in the " + age.toSeconds() + " s before " + at);
        }
        for (RuleSpec rule : rules) {
            if (wanted.isEmpty() || wanted.get().equals(rule.id().value())) {
                about(rule, all, lines);
            }
        }
        return lines;
    }

    private void about(RuleSpec rule, List<Explanation> all, List<String> lines) {
        lines.add(rule.id() + " (" + rule.kind() + ")");
        for (RuleEvent event : recent) {
            if (event.rule().equals(rule.id())) {
                lines.add("  " + event.phase().name().toLowerCase(Locale.ROOT) + " at "
                        + event.at().wall() + ": " + event.why());
            }
        }
        List<Explanation> own = all.stream()
                .filter(explanation -> explanation.rule().equals(rule.id()))
                .sorted(Comparator.comparingDouble(Explanation::closeness).reversed())
                .toList();
        for (Explanation explanation : own.subList(0, Math.min(OBJECTS, own.size()))) {
            String who = explanation.track() == 0 ? "" : explanation.label() + " " + explanation.track() + ": ";
            lines.add("  " + (explanation.met() ? "yes, " : "no, ") + who + explanation.why());
        }
        if (own.size() > OBJECTS) {
            lines.add("  and " + (own.size() - OBJECTS) + " objects further from it");
        }
        if (own.isEmpty()) {
            lines.add("  no, nothing is in view");
        }
    }
}
