package watchpost.rules.kind;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import watchpost.core.event.Subject;
import watchpost.rules.fold.Now;

/**
 * What a zone rule remembers of one object.
 *
 * @param visit its visit to the zone; null while it is not there
 * @param past the situations that it had
 */
record Stay(@Nullable Visit visit, Cooldown past) {
    /**
     * A visit to the zone.
     *
     * @param entered when it was first seen inside
     * @param out since when it is seen outside; null while it is seen inside
     * @param open the open situation, if there is one
     */
    record Visit(Now entered, @Nullable Now out, @Nullable Open open) {
        Visit inside() {
            return out == null ? this : new Visit(entered, null, open);
        }

        Visit outside(Now since) {
            return out == null ? new Visit(entered, since, open) : this;
        }

        Visit with(Open situation) {
            return new Visit(entered, out, situation);
        }
    }

    /**
     * An open situation.
     *
     * @param subject the object as last told
     * @param nextUpdate the dwell, in nanoseconds, at which the situation is told again
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
