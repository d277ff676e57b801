package watchpost.alerts;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongPredicate;
import watchpost.alerts.evidence.EvidenceStore;
import watchpost.alerts.outbox.Outbox;
import watchpost.alerts.outbox.OutboxException;

/**
 * Nothing is kept longer than the site wants. While nobody says that the clock is right nothing is removed: a clock that jumps must not
 * cost evidence. Belongs to the thread {@code outbox}.
 */
final class Retention {
    private static final Logger LOG = System.getLogger(Retention.class.getName());
    private static final Duration LOOK_EVERY = Duration.ofMinutes(1);

    private final Duration keep;
    private final List<EvidenceStore> stores;
    private final InstantSource clock;
    private final LongPredicate inUse;
    private final SideChannels side;
    private Duration lookedAt = LOOK_EVERY.negated();

    /** @param inUse positions of the outbox that must not be given up */
    Retention(Duration keep, List<EvidenceStore> stores, InstantSource clock, LongPredicate inUse, SideChannels side) {
        this.keep = keep;
        this.stores = List.copyOf(stores);
        this.clock = clock;
        this.inUse = inUse;
        this.side = side;
    }

    /** Looks once a minute for what is too old. */
    void advance(Duration now, boolean clockIsRight, Outbox outbox) {
        if (!clockIsRight || now.minus(lookedAt).compareTo(LOOK_EVERY) < 0) {
            return;
        }
        lookedAt = now;
        Instant oldest = clock.instant().minus(keep);
        for (EvidenceStore store : stores) {
            store.erase(kept -> kept.written().isBefore(oldest));
        }
        side.expire(oldest);
        try {
            outbox.expire(oldest, inUse);
        } catch (OutboxException e) {
            LOG.log(Level.WARNING, "what is too old stays for now: " + e.getMessage());
        }
    }
}
