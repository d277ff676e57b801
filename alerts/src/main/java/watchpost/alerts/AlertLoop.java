package watchpost.alerts;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import watchpost.alerts.contract.ClockJump;
import watchpost.alerts.outbox.Batch;
import watchpost.alerts.outbox.Delivery;
import watchpost.alerts.outbox.Outbox;
import watchpost.alerts.outbox.OutboxException;
import watchpost.alerts.transport.Transport;
import watchpost.core.event.IncidentKind;
import watchpost.core.time.ClockQuality;
import watchpost.core.time.Ticker;

/** The thread {@code outbox}: takes what is in the mailbox, stores it in one transaction, sends what may be sent. */
final class AlertLoop {
    private static final Logger LOG = System.getLogger(AlertLoop.class.getName());

    /** Inputs that share one transaction, at most. */
    private static final int MOST_AT_ONCE = 512;

    /** The same while the disk is full. */
    private static final int MOST_WHEN_FULL = 8;

    private static final long TICK_NANOS = Duration.ofMillis(200).toNanos();
    private static final long RETRY_NANOS = Duration.ofSeconds(1).toNanos();
    private static final Duration GOODBYE = Duration.ofSeconds(1);

    /** Opens the outbox again after it has shown to be damaged. */
    interface Reopen {
        Outbox again() throws OutboxException;
    }

    private final Mailbox mailbox;
    private final Transport transport;
    private final RecentIncidents recent;
    private final Reopen reopen;
    private final Ticker ticker;
    /** Is told the id of the outbox file's life. */
    private final Consumer<String> epoch;

    private final Thread thread = new Thread(this::run, "outbox");

    // Owned by the thread outbox.
    private final Delivery delivery;
    private final Batch batch;
    private final Evidence evidence;
    private final Intake intake;
    private final DiskGuard disk;
    private final Retention retention;
    private final SideChannels side;
    private final List<Evidence.Ready> attaching = new ArrayList<>();
    private Outbox outbox;
    /** Where this life of the box begins in the outbox. */
    private long firstPosition;

    private long tickedAt;
    private long stored;
    private long givenUpBefore;
    private long corrected;
    private String diskTrouble = "";
    private long retryAt;

    private volatile AlertCounters counters = new AlertCounters(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    private volatile @Nullable Duration stopWithin;

    /** What the loop drives, all of it owned by its thread. */
    record Parts(
            Outbox outbox,
            Reopen reopen,
            Delivery delivery,
            Batch batch,
            Evidence evidence,
            Intake intake,
            DiskGuard disk,
            Retention retention,
            SideChannels side,
            Consumer<String> epoch) {}

    AlertLoop(Mailbox mailbox, Transport transport, RecentIncidents recent, Parts parts, Ticker ticker) {
        this.mailbox = mailbox;
        this.transport = transport;
        this.recent = recent;
        this.ticker = ticker;
        this.outbox = parts.outbox();
        this.firstPosition = outbox.nextPosition();
        this.reopen = parts.reopen();
        this.delivery = parts.delivery();
        this.batch = parts.batch();
        this.evidence = parts.evidence();
        this.intake = parts.intake();
        this.disk = parts.disk();
        this.retention = parts.retention();
        this.side = parts.side();
        this.epoch = parts.epoch();
        epoch.accept(outbox.epoch());
        this.tickedAt = ticker.nanoTime();
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
        transport.start(new Courier(mailbox::tell, this::commit, delivery, batch));
        side.start();
    }

    AlertCounters counters() {
        return counters;
    }

    private void run() {
        try {
            while (stopWithin == null || mailbox.size() > 0) {
                work(mailbox.next(TICK_NANOS));
            }
            shutDown(stopWithin);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    /** One round: {@code first} and what else is in the mailbox, then the disk, then the wire. */
    private void work(@Nullable Runnable first) throws InterruptedException {
        Runnable task = first;
        for (int i = 0; task != null && i < MOST_AT_ONCE; i++) {
            perform(task);
            task = mailbox.next(0);
        }
        if (task != null) {
            perform(task);
        }
        if (ticker.nanoTime() - tickedAt >= TICK_NANOS) {
            tickedAt = ticker.nanoTime();
            watchMailbox();
            intake.advance();
            correctStamps();
            disk.advance(Duration.ofNanos(tickedAt), outbox);
            retention.advance(Duration.ofNanos(tickedAt), intake.isClockRight(), outbox);
        }
        side.work();
        attaching.addAll(evidence.attach(batch));
        pump();
        commit();
        pump();
        count();
    }

    /** A fault in one input must not end the thread that all others depend on. */
    private static void perform(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "an input of the alert path failed and is lost", e);
        }
    }

    /** What this life of the box stored before its clock was put right has wrong stamps, and nobody has seen it yet. */
    private void correctStamps() {
        for (ClockJump jump : intake.clockJumps()) {
            if (!ClockQuality.isPlausible(jump.now())) {
                continue; // to a time that cannot be: the jump from there on will put right what is stored until then
            }
            commit();
            side.correct(jump);
            try {
                int some = outbox.correct(jump, firstPosition, delivery::wasSent);
                corrected += some;
                delivery.reread();
                LOG.log(Level.INFO, "the clock moved by " + jump.by() + ": " + some + " waiting messages corrected");
            } catch (OutboxException e) {
                failed(e);
            }
        }
    }

    private void watchMailbox() {
        if (mailbox.isCrowded()) {
            intake.raise(IncidentKind.DEGRADED, "outbox", "alerts are stored more slowly than they happen");
        } else {
            intake.clear(IncidentKind.DEGRADED, "outbox");
        }
    }

    private void pump() {
        try {
            delivery.pump();
        } catch (OutboxException e) {
            failed(e);
        }
    }

    private void commit() {
        if (batch.isEmpty() || (!diskTrouble.isEmpty() && ticker.nanoTime() - retryAt < 0)) {
            return;
        }
        try {
            while (!batch.isEmpty()) {
                // on a full disk a small transaction may find the room that a large one does not
                Batch next = disk.isFull() ? batch.smallHead(MOST_WHEN_FULL) : batch.head(MOST_AT_ONCE);
                outbox.write(next, delivery::isInUse);
                stored += next.inserts();
                batch.clear(next);
                delivery.settled(next);
                diskTrouble = "";
                attached();
            }
        } catch (OutboxException e) {
            failed(e);
        }
    }

    private void attached() throws OutboxException {
        List<Evidence.Ready> done = List.copyOf(attaching);
        attaching.clear();
        done.forEach(evidence::attached);
        for (Evidence.Ready picture : done) {
            outbox.at(picture.position())
                    .ifPresent(
                            row -> recent.put(picture.incident(), new String(row.payload(), StandardCharsets.UTF_8)));
        }
    }

    /** The disk does not take it: what was to be stored stays in memory and is tried again; a damaged file is replaced. */
    private void failed(OutboxException e) {
        if (!diskTrouble.equals(e.getMessage())) {
            diskTrouble = String.valueOf(e.getMessage());
            LOG.log(Level.ERROR, diskTrouble);
        }
        retryAt = ticker.nanoTime() + RETRY_NANOS;
        delivery.unsettled();
        if (e.damaged()) {
            replaceOutbox();
        } else if (e.full()) {
            attaching.forEach(picture -> delivery.release(picture.position()));
            attaching.clear();
            if (disk.full(batch, outbox)) {
                retryAt = ticker.nanoTime();
            }
        }
    }

    private void replaceOutbox() {
        closeOutbox();
        try {
            givenUpBefore += outbox.givenUp();
            outbox = reopen.again();
            firstPosition = outbox.nextPosition();
            epoch.accept(outbox.epoch());
            batch.keepInsertsOnly();
            attaching.clear();
            evidence.releaseAll();
            delivery.moveTo(outbox);
            diskTrouble = "";
        } catch (OutboxException e) {
            LOG.log(Level.ERROR, e.getMessage());
        }
    }

    private void count() {
        counters = new AlertCounters(
                mailbox.size(),
                stored,
                delivery.confirmed(),
                outbox.rows(),
                outbox.bytes(),
                givenUpBefore + outbox.givenUp(),
                corrected,
                evidence.drawn(),
                evidence.failed(),
                intake.openIncidents(),
                delivery.unreceipted());
    }

    /** Ends the thread after storing everything, and after sending it if the broker confirms it within {@code patience}. */
    void stop(Duration patience) {
        stopWithin = patience;
        mailbox.tell(() -> {});
        try {
            thread.join(patience.plus(GOODBYE).plus(GOODBYE).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void shutDown(@Nullable Duration patience) throws InterruptedException {
        intake.finish();
        work(null);
        long deadline = ticker.nanoTime() + (patience == null ? 0 : patience.toNanos());
        while (outbox.rows() > 0 && transport.state().connected() && ticker.nanoTime() - deadline < 0) {
            work(mailbox.next(TICK_NANOS));
        }
    }

    private void close() {
        transport.close(GOODBYE);
        side.close(GOODBYE);
        closeOutbox();
    }

    private void closeOutbox() {
        try {
            outbox.close();
        } catch (OutboxException e) {
            LOG.log(Level.WARNING, e.getMessage());
        }
    }
}
