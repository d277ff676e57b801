package watchpost.alerts;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.function.LongPredicate;
import watchpost.alerts.evidence.EvidenceStore;
import watchpost.alerts.outbox.Ballast;
import watchpost.alerts.outbox.Batch;
import watchpost.alerts.outbox.Outbox;
import watchpost.alerts.outbox.OutboxException;
import watchpost.core.event.IncidentKind;

/**
 * What is done when the disk is full: pictures and clips that are only kept to be looked at go first, oldest first; those that wait to be
 * stored; then the ballast; and if that is not enough, the least severe messages that wait, each declared. Belongs to the thread {@code outbox}.
 */
final class DiskGuard {
    private static final Logger LOG = System.getLogger(DiskGuard.class.getName());
    private static final String SOURCE = "storage";
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Ballast ballast;
    private final List<EvidenceStore> stores;
    private final Evidence evidence;
    private final Intake intake;
    /** Positions that must not be given up. */
    private final LongPredicate inUse;

    private boolean full;
    private Duration lookedAt = Duration.ZERO;

    /** @param stores what is only kept to be looked at */
    DiskGuard(Ballast ballast, List<EvidenceStore> stores, Evidence evidence, Intake intake, LongPredicate inUse) {
        this.ballast = ballast;
        this.stores = List.copyOf(stores);
        this.evidence = evidence;
        this.intake = intake;
        this.inUse = inUse;
        ballast.fill();
    }

    /**
     * The disk does not take {@code batch}. Makes what room it can.
     *
     * @return true if there may be room now
     */
    boolean full(Batch batch, Outbox outbox) {
        begin();
        evidence.suspend(); // what was being drawn when it began has come since
        boolean kept = false;
        for (EvidenceStore store : stores) {
            kept |= store.deleteOldest();
        }
        boolean waiting = batch.dropAttachments();
        boolean room = ballast.drop() || kept || waiting;
        room |= outbox.confine();
        room = room || (!batch.removes() && giveUp(outbox));
        return room;
    }

    private void begin() {
        if (!full) {
            full = true;
            evidence.suspend();
            String why = "the disk is full: no pictures and clips until there is room again, alarms go on";
            LOG.log(Level.ERROR, why);
            intake.raise(IncidentKind.DISK_FULL, SOURCE, why);
        }
    }

    /** True while the disk is full. */
    boolean isFull() {
        return full;
    }

    private boolean giveUp(Outbox outbox) {
        try {
            return outbox.tighten(inUse);
        } catch (OutboxException e) {
            LOG.log(Level.DEBUG, "nothing can be given up on a full disk", e);
            return false;
        }
    }

    /** Looks once a second whether there is room left, or room again: alarms may fit into what the outbox has taken already. */
    void advance(Duration now, Outbox outbox) {
        if (now.minus(lookedAt).compareTo(LOOK_EVERY) < 0) {
            return;
        }
        lookedAt = now;
        boolean noRoom = ballast.isNoRoomBeside();
        if (noRoom) {
            begin();
        }
        if (full) {
            outbox.shrink();
        }
        if (ballast.fill() && full && !noRoom) {
            full = false;
            outbox.relax();
            evidence.resume();
            intake.clear(IncidentKind.DISK_FULL, SOURCE);
            LOG.log(Level.INFO, "the disk has room again");
        }
    }
}
