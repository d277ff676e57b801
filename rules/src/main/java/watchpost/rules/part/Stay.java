package watchpost.rules.part;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import watchpost.core.event.Place;
import watchpost.core.event.Subject;
import watchpost.rules.fold.Now;

/**
 * What a rule about single objects remembers of one of them.
 *
 * @param visit its present situation; null while it is in none
 * @param past the situations that were told of it
 */
record Stay(@Nullable Visit visit, Cooldown past) {
    /**
     * A stretch of time in which the object is as the rule wants it, such as a visit to a zone.
     *
     * @param entered when it began
     * @param out since when it is over, as far as one can see; null while it lasts
     * @param place where it is
     * @param fact the best measurement so far; null if there was none
     * @param open the open situation, if it was told
     */
    record Visit(
            Now entered,
            @Nullable Now out,
            Place place,
            @Nullable Fact fact,
            @Nullable Open open) {
        Visit inside(Place now, @Nullable Fact newFact) {
            Fact best = Fact.best(fact, newFact);
            return out == null && Objects.equals(best, fact) && now.equals(place)
                    ? this
                    : new Visit(entered, null, now, best, open);
        }

        Visit outside(Now since) {
            return out == null ? new Visit(entered, since, place, fact, open) : this;
        }

        Visit with(Open situation) {
            return new Visit(entered, out, place, fact, situation);
        }
    }

    /**
     * An open situation.
     *
     * @param subject the object as last told
     * @param nextUpdate the length of the visit, in nanoseconds, at which the situation is told again
     */
    record Open(String name, Subject subject, long nextUpdate) {}

    /** Nothing worth remembering: the object is not there and never opened a situation. */
    boolean isBlank() {
        return visit == null && past.opened() == 0;
    }

    Stay with(@Nullable Visit newVisit) {
        return Objects.equals(newVisit, visit) ? this : new Stay(newVisit, past);
    }
}
