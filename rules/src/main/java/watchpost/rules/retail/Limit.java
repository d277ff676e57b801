package watchpost.rules.retail;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.Place;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.core.event.Values;
import watchpost.core.rule.Alerting;
import watchpost.core.rule.RuleSpec;
import watchpost.rules.fold.Now;
import watchpost.rules.fold.Outputs;
import watchpost.rules.part.Alarm;

/** More than a number of objects in a place, for a moment at least; it ends when there are no more than that number. */
record Limit(Alarm.Terms terms, OptionalInt most, Alarm alarm) {
    private static final Duration DWELL = Duration.ofSeconds(1);

    static Limit of(RuleSpec rule, IncidentKind kind, Place place, OptionalInt most, Alerting alerting) {
        return new Limit(new Alarm.Terms(rule, kind, Optional.of(place), DWELL, alerting, "limit"), most, Alarm.NONE);
    }

    Limit seen(int count, Now now, Outputs out) {
        if (most.isEmpty()) {
            return this;
        }
        boolean over = count > most.getAsInt();
        return with(alarm.seen(terms, new Alarm.Reading(over, !over, count), now, this::words, out));
    }

    Limit passed(Now now, long unwatched, Outputs out) {
        return with(alarm.passed(terms, now, unwatched, this::words, out));
    }

    void end(Now now, Outputs out) {
        alarm.end(terms, now, this::words, out);
    }

    private Limit with(Alarm next) {
        return next.equals(alarm) ? this : new Limit(terms, most, next);
    }

    private Alarm.Words words(Phase phase, double value, long lasted) {
        long limit = most.orElse(0);
        long count = Math.round(value);
        String place = terms.place().map(Place::name).orElse("");
        return new Alarm.Words(
                place + (phase == Phase.CLOSED ? " held up to " : " holds ") + count + ", limit is " + limit,
                Values.builder().put("count", count).put("limit", limit).build());
    }
}
