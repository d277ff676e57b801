package watchpost.rules.part;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.Place;
import watchpost.core.event.RuleEvent;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.core.event.Values;
import watchpost.core.rule.Alerting;
import watchpost.core.rule.RuleSpec;
import watchpost.rules.fold.Now;
import watchpost.rules.fold.Outputs;

/**
 * A situation that is not about one object: something is over a limit. It must be so for a while before an incident opens, and must be
 * clearly within the limit for a while before it closes.
 *
 * @param since when it went over; null while it is not over
 * @param back since when it is clearly within; null while it is not
 * @param name the open situation; null while there is none
 * @param most the highest value since it went over
 * @param past the situations before
 */
public record Alarm(
        @Nullable Now since, @Nullable Now back, @Nullable String name, double most, Cooldown past) {
    public static final Alarm NONE = new Alarm(null, null, null, 0, Cooldown.NONE);

    private static final long CLOSES_AFTER = Duration.ofSeconds(2).toNanos();
    /** Nobody knows whether it still is so when the camera has not been watching for this long. */
    private static final long UNKNOWN_AFTER = Duration.ofSeconds(60).toNanos();

    /** What the alarm is about. {@code dwell} is how long it must last; {@code topic} tells the alarms of one rule apart. */
    public record Terms(
            RuleSpec rule, IncidentKind kind, Optional<Place> place, Duration dwell, Alerting alerting, String topic) {}

    /** How the alarm is told. */
    public record Words(String why, Values attributes) {}

    /** A value of now: {@code over} the limit, or {@code within} it so clearly that the alarm may end, or neither. */
    public record Reading(boolean over, boolean within, double value) {
        /** At least {@code limit}; the alarm ends below 80 % of it. */
        public static Reading atLeast(double limit, double value) {
            return new Reading(value >= limit, value < limit && value <= 0.8 * limit, value);
        }

        public static Reading of(boolean over) {
            return new Reading(over, !over, over ? 1 : 0);
        }
    }

    /** How the alarm is told, from the highest value while it lasted or the value of now. */
    @FunctionalInterface
    public interface Teller {
        Words tell(Phase phase, double value, long lasted);
    }

    /** A frame shows {@code reading}. */
    public Alarm seen(Terms terms, Reading reading, Now now, Teller teller, Outputs out) {
        if (reading.over()) {
            return over(terms, reading.value(), now, teller, out);
        }
        if (since == null) {
            return this;
        }
        if (name == null) {
            return new Alarm(null, null, null, 0, past);
        }
        if (!reading.within()) {
            return back == null ? this : new Alarm(since, null, name, most, past);
        }
        if (back == null) {
            return new Alarm(since, now, name, most, past);
        }
        return now.watched() - back.watched() < CLOSES_AFTER ? this : closed(terms, back, teller, out);
    }

    private Alarm over(Terms terms, double value, Now now, Teller teller, Outputs out) {
        Now from = since == null ? now : since;
        double highest = Math.max(most, value);
        boolean opens = name == null
                && now.watched() - from.watched() >= terms.dwell().toNanos()
                && past.isOver(now, terms.alerting().cooldown());
        if (!opens) {
            boolean same = since != null && back == null && highest == most;
            return same ? this : new Alarm(from, null, name, highest, past);
        }
        Alarm opened = new Alarm(from, null, past.nextName(terms.topic(), from.moment()), highest, past);
        opened.emit(terms, Phase.OPENED, value, now, teller, out);
        return opened;
    }

    private Alarm closed(Terms terms, Now at, Teller teller, Outputs out) {
        emit(terms, Phase.CLOSED, most, at, teller, out);
        return new Alarm(null, null, null, 0, past.ended(at));
    }

    /** Time went by without a frame. */
    public Alarm passed(Terms terms, Now now, long unwatched, Teller teller, Outputs out) {
        return name != null && unwatched > UNKNOWN_AFTER ? closed(terms, now, teller, out) : this;
    }

    /** The rule is taken away. */
    public void end(Terms terms, Now now, Teller teller, Outputs out) {
        if (name != null) {
            emit(terms, Phase.CLOSED, most, now, teller, out);
        }
    }

    public boolean isOpen() {
        return name != null;
    }

    /** For how long it has been over, in nanoseconds; 0 if it is not. */
    public long lasted(Now now) {
        return since == null ? 0 : Math.max(0, now.watched() - since.watched());
    }

    private void emit(Terms terms, Phase phase, double value, Now at, Teller teller, Outputs out) {
        if (name == null || since == null) {
            return;
        }
        Words words = teller.tell(phase, value, lasted(at));
        out.add(new RuleEvent(
                out.camera(),
                terms.rule().id(),
                terms.kind(),
                phase,
                name,
                terms.alerting().severityAt(at.moment().wall()),
                at.moment(),
                since.moment(),
                Optional.empty(),
                terms.place(),
                words.why(),
                words.attributes()));
    }
}
