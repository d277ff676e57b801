package watchpost.rules.security;

import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import watchpost.core.event.CameraState;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.core.event.Values;
import watchpost.core.rule.SecurityRule;
import watchpost.rules.fold.Explanation;
import watchpost.rules.fold.Now;
import watchpost.rules.fold.Outputs;
import watchpost.rules.fold.RuleFold;
import watchpost.rules.fold.Scene;
import watchpost.rules.fold.Sighting;
import watchpost.rules.part.Alarm;
import watchpost.rules.part.Reasons;
import watchpost.rules.part.Wording;

/**
 * Somebody interferes with the camera: it is in one of the rule's states for some time. It ends when the camera has been in another state
 * for a moment. Its timers run on the stream's time, not on what was watched: a camera that is covered watches nothing.
 */
public final class TamperFold implements RuleFold {
    private final SecurityRule.Tamper rule;
    private final Alarm.Terms terms;
    private final CameraState state;
    /** The last of the rule's states: what the incident is about. */
    private final CameraState worst;

    private final Alarm alarm;

    public TamperFold(SecurityRule.Tamper rule) {
        this(
                rule,
                new Alarm.Terms(rule, IncidentKind.TAMPER, Optional.empty(), rule.dwell(), rule.alerting(), "tamper"),
                CameraState.STREAMING,
                CameraState.STREAMING,
                Alarm.NONE);
    }

    private TamperFold(SecurityRule.Tamper rule, Alarm.Terms terms, CameraState state, CameraState worst, Alarm alarm) {
        this.rule = rule;
        this.terms = terms;
        this.state = state;
        this.worst = worst;
        this.alarm = alarm;
    }

    @Override
    public SecurityRule.Tamper spec() {
        return rule;
    }

    @Override
    public RuleFold camera(CameraState newState, Now now, Outputs out) {
        CameraState newWorst = rule.states().contains(newState) ? newState : worst;
        TamperFold changed = new TamperFold(rule, terms, newState, newWorst, alarm);
        return changed.at(now, out);
    }

    @Override
    public RuleFold seen(Scene scene, Outputs out) {
        return at(scene.now(), out);
    }

    @Override
    public RuleFold passed(Now now, long unwatched, Outputs out) {
        return at(now, out);
    }

    private TamperFold at(Now now, Outputs out) {
        boolean armed = rule.watch().schedule().isArmed(now.moment().wall());
        Alarm.Reading reading = Alarm.Reading.of(armed && rule.states().contains(state));
        Alarm next = alarm.seen(terms, reading, byStream(now), this::words, out);
        return next.equals(alarm) ? this : new TamperFold(rule, terms, state, worst, next);
    }

    private static Now byStream(Now now) {
        return new Now(now.moment(), now.moment().stream().toNanos());
    }

    private Alarm.Words words(Phase phase, double value, long lasted) {
        String word = worst.wireName();
        String verb = phase == Phase.CLOSED ? " was " : " is ";
        return new Alarm.Words(
                "the camera's picture" + verb + word + " for " + Wording.duration(lasted),
                Values.builder()
                        .put("state", word)
                        .put("lasted_s", Wording.seconds(lasted))
                        .build());
    }

    @Override
    public RuleFold gone(Sighting last, Outputs out) {
        return this;
    }

    @Override
    public void end(Now now, Outputs out) {
        alarm.end(terms, byStream(now), this::words, out);
    }

    @Override
    public Explanation explain(Sighting last, Now now) {
        return Reasons.missed(rule, last, Reasons.lack("the rule looks at the camera, not at objects", 0));
    }

    @Override
    public @Nullable Explanation explain(Now now) {
        String wanted =
                rule.states().stream().map(CameraState::wireName).sorted().collect(Collectors.joining(", "));
        String why = "the camera is " + state.wireName() + ", looked for: " + wanted;
        double share =
                (double) alarm.lasted(byStream(now)) / Math.max(1, rule.dwell().toNanos());
        return Reasons.scene(rule, alarm.isOpen(), why, share);
    }

    @Override
    public int held() {
        return 0;
    }
}
