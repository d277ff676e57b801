package watchpost.daemon.journal;

import static java.lang.System.Logger.Level.WARNING;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import watchpost.core.id.CameraId;
import watchpost.core.time.Moment;
import watchpost.rules.engine.RuleInput;

/**
 * Writes the journal on a thread of its own. What comes faster than the disk takes it is left out and counted. A file is closed after a
 * quarter of an hour; the oldest files go when the journal is larger than it may be. What came is on disk after little more than two seconds.
 */
public final class Journal implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Journal.class.getName());
    private static final int QUEUE = 4_096;
    private static final Duration FILE_LENGTH = Duration.ofMinutes(15);
    private static final long STOP_MILLIS = 1_000;
    /** What comes in this time is written together: a thread that is woken for each picture costs more than writing. */
    private static final long TOGETHER_MILLIS = 200;

    private static final long FLUSH_NANOS = Duration.ofSeconds(2).toNanos();

    private final Path folder;
    private final long mostBytes;
    private final BlockingQueue<Entry> dropNewest = new ArrayBlockingQueue<>(QUEUE);
    private final CountDownLatch ending = new CountDownLatch(1);
    private final AtomicLong dropped = new AtomicLong();
    private final Thread thread;

    // The journal thread's own.
    private final Map<CameraId, Open> open = new HashMap<>();
    private final List<Entry> taken = new ArrayList<>();
    private long flushed = System.nanoTime();
    private boolean broken;

    private record Entry(CameraId camera, RuleInput input) {}

    private record Open(Path file, Instant begin, JournalWriter writer) {}

    /** Packs at zlib's lowest level: files are a thirtieth larger than at the usual one, for two thirds of the time. */
    private static final class Packing extends GZIPOutputStream {
        Packing(OutputStream out) throws IOException {
            super(out, 8_192, true);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    private Journal(Path folder, long mostBytes) {
        this.folder = folder;
        this.mostBytes = mostBytes;
        this.thread = new Thread(this::work, "journal");
        this.thread.setDaemon(true);
    }

    /** A journal below {@code folder} of at most about {@code mostBytes}. */
    public static Journal start(Path folder, long mostBytes) {
        Journal journal = new Journal(folder, mostBytes);
        journal.thread.start();
        return journal;
    }

    /** Takes an input; any thread, never waits. */
    public void accept(CameraId camera, RuleInput input) {
        if (!dropNewest.offer(new Entry(camera, input))) {
            dropped.incrementAndGet();
        }
    }

    /** Inputs that were left out because the disk was too slow, or took nothing. */
    public long dropped() {
        return dropped.get();
    }

    private void work() {
        try {
            boolean end = false;
            while (!end) {
                end = ending.await(TOGETHER_MILLIS, TimeUnit.MILLISECONDS);
                write();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            closeAll();
        }
    }

    private void write() {
        dropNewest.drainTo(taken);
        int written = 0;
        try {
            for (Entry entry : taken) {
                writerFor(entry.camera(), at(entry.input())).write(entry.input());
                written++;
            }
            if (System.nanoTime() - flushed > FLUSH_NANOS) {
                flushed = System.nanoTime();
                for (Open file : open.values()) {
                    file.writer().flush();
                }
            }
            broken = false;
        } catch (IOException e) {
            if (!broken) {
                LOG.log(WARNING, "The journal cannot be written: " + e.getMessage());
            }
            broken = true;
            dropped.addAndGet(taken.size() - written);
            closeAll();
        }
        taken.clear();
    }

    private static Moment at(RuleInput input) {
        if (input instanceof RuleInput.TracksSeen seen) {
            return seen.at();
        }
        if (input instanceof RuleInput.TimeAdvanced advanced) {
            return advanced.at();
        }
        if (input instanceof RuleInput.CameraGap gap) {
            return gap.to();
        }
        if (input instanceof RuleInput.CameraChanged changed) {
            return changed.at();
        }
        return input instanceof RuleInput.SignalSeen signal ? signal.at() : ((RuleInput.RulesChanged) input).at();
    }

    private JournalWriter writerFor(CameraId camera, Moment now) throws IOException {
        Open current = open.get(camera);
        if (current != null
                && Duration.between(current.begin(), now.wall()).abs().compareTo(FILE_LENGTH) < 0) {
            return current.writer();
        }
        if (current != null) {
            open.remove(camera);
            current.writer().close();
        }
        Path file = JournalFiles.file(folder, camera, now.wall());
        Files.createDirectories(file.getParent());
        JournalFiles.cut(
                folder, mostBytes, open.values().stream().map(Open::file).toList());
        OutputStream packed = new Packing(new BufferedOutputStream(Files.newOutputStream(file)));
        Open fresh = new Open(file, now.wall(), new JournalWriter(packed, camera));
        open.put(camera, fresh);
        return fresh.writer();
    }

    private void closeAll() {
        for (Open file : List.copyOf(open.values())) {
            try {
                file.writer().close();
            } catch (IOException e) {
                LOG.log(WARNING, file.file() + " cannot be closed: " + e.getMessage());
            }
        }
        open.clear();
    }

    /** Writes what is waiting and stops. */
    @Override
    public void close() {
        ending.countDown();
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException stopped) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
