package watchpost.rules.kind;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.Place;
import watchpost.core.event.RuleEvent;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.core.event.Values;
import watchpost.core.rule.RuleSpec;
import watchpost.rules.fold.Now;
import watchpost.rules.fold.Outputs;

/**
 * Whether a zone holds more than its limit. It must do so for a moment before an incident opens, and must hold no more than the limit
 * for a while before it closes.
 *
 * @param since when the zone went over the limit; null while it is not over
 * @param back since when it is no more over; null while it is over
 * @param name the open situation; null while there is none
 * @param most the highest count since it went over
 * @param past the situations before
 */
record OverLimit(
        @Nullable Now since, @Nullable Now back, @Nullable String name, int most, Cooldown past) {
    static final OverLimit NOT = new OverLimit(null, null, null, 0, Cooldown.NONE);

    private static final long OPENS_AFTER = Duration.ofSeconds(1).toNanos();
    private static final long CLOSES_AFTER = Duration.ofSeconds(2).toNanos();
    /** Nobody knows whether it still is so when the camera has not been watching for this long. */
    private static final long UNKNOWN_AFTER = Duration.ofSeconds(60).toNanos();

    /** A frame shows {@code count} objects. */
    OverLimit seen(RuleSpec.Occupancy rule, int count, Now now, Outputs out) {
        if (rule.limit().isEmpty()) {
            return this;
        }
        return count > rule.limit().getAsInt() ? over(rule, count, now, out) : within(rule, now, out);
    }

    private OverLimit over(RuleSpec.Occupancy rule, int count, Now now, Outputs out) {
        Now from = since == null ? now : since;
        OverLimit over = new OverLimit(from, null, name, Math.max(most, count), past);
        boolean opens = name == null
                && now.watched() - from.watched() >= OPENS_AFTER
                && past.isOver(now, rule.alerting().cooldown());
        if (!opens) {
            return over;
        }
        OverLimit opened = new OverLimit(from, null, past.nextName("limit", from.moment()), over.most, past);
        opened.emit(rule, Phase.OPENED, count, now, out);
        return opened;
    }

    private OverLimit within(RuleSpec.Occupancy rule, Now now, Outputs out) {
        if (since == null) {
            return this;
        }
        if (name == null) {
            return new OverLimit(null, null, null, 0, past);
        }
        if (back == null) {
            return new OverLimit(since, now, name, most, past);
        }
        return now.watched() - back.watched() < CLOSES_AFTER ? this : closed(rule, back, out);
    }

    private OverLimit closed(RuleSpec.Occupancy rule, Now at, Outputs out) {
        emit(rule, Phase.CLOSED, most, at, out);
        return new OverLimit(null, null, null, 0, past.ended(at));
    }

    /** Time went by without a frame. */
    OverLimit passed(RuleSpec.Occupancy rule, Now now, long unwatched, Outputs out) {
        return name != null && unwatched > UNKNOWN_AFTER ? closed(rule, now, out) : this;
    }

    /** The rule is taken away. */
    void end(RuleSpec.Occupancy rule, Now now, Outputs out) {
        if (name != null) {
            emit(rule, Phase.CLOSED, most, now, out);
        }
    }

    private void emit(RuleSpec.Occupancy rule, Phase phase, int count, Now at, Outputs out) {
        if (name == null || since == null) {
            return;
        }
        int limit = rule.limit().orElse(0);
        String zone = rule.zone().name();
        String why = phase == Phase.CLOSED
                ? zone + " held up to " + count + ", limit is " + limit
                : zone + " holds " + count + ", limit is " + limit;
        out.add(new RuleEvent(
                out.camera(),
                rule.id(),
                IncidentKind.OCCUPANCY_LIMIT,
                phase,
                name,
                rule.alerting().severity(),
                at.moment(),
                since.moment(),
                Optional.empty(),
                Optional.of(new Place(Place.Shape.ZONE, zone)),
                why,
                Values.builder()
                        .put("count", (long) count)
                        .put("limit", (long) limit)
                        .build()));
    }
}
