package watchpost.capture;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import watchpost.core.time.Moment;
import watchpost.core.time.Ticker;

/**
 * Cuts clips out of what the cameras have sent, without decoding anything unless pictures are to be changed. Methods may be called from
 * any thread; one thread {@code clips} collects the packets and writes the files, one after another, and another, {@code burnt-clips},
 * those whose pictures are changed.
 */
public final class Clips implements AutoCloseable {
    /** How much is shown before the moment of an incident, */
    public static final Duration BEFORE = Duration.ofSeconds(5);
    /** and after it. */
    public static final Duration AFTER = Duration.ofSeconds(10);

    private static final long LOOK_EVERY_MILLIS = 200;
    private static final int MOST_AT_ONCE = 64;
    private static final long CLOSE_SECONDS = 5;
    /** Clips to be changed that wait, at most: each holds its packets meanwhile. */
    private static final int MOST_BURNT = 4;

    private final Ticker ticker;
    private final List<ClipRecording> recordings = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService thread = executor("clips");
    private final ScheduledExecutorService burner = executor("burnt-clips");
    private final AtomicInteger burning = new AtomicInteger();
    private volatile boolean stopping;

    /**
     * What is to be recorded.
     *
     * @param to at or after {@code from}; may lie in the future
     * @param editor changes every picture, where that is needed
     */
    public record Wish(Moment from, Moment to, Path file, Optional<PictureEditor> editor) {}

    private static ScheduledExecutorService executor(String name) {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    private final ScheduledFuture<?> looking;

    public Clips(Ticker ticker) {
        this.ticker = ticker;
        this.looking =
                thread.scheduleWithFixedDelay(this::look, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * Writes what {@code camera} shows in the wanted time as an MP4 file. It begins at the last key frame at or before
     * its begin that is still in memory; packets that come until its end are waited for, also over a reconnect, and where they
     * do not come the clip ends with what there is. The file appears complete or not at all.
     *
     * @return completes once the file is on the disk; with a {@link CaptureException} if there is nothing to write or no way to, and with
     *     another exception if the pictures could not be changed: then nothing is kept
     */
    public CompletionStage<Clip> record(Camera camera, Wish wish) {
        CompletableFuture<Clip> result = new CompletableFuture<>();
        if (recordings.size() >= MOST_AT_ONCE || thread.isShutdown()) {
            result.completeExceptionally(new CaptureException(
                    CaptureException.Kind.CANNOT_WRITE,
                    wish.file() + ": no clip of camera " + camera.id() + ", because " + MOST_AT_ONCE
                            + " others are being recorded or the box is stopping."));
            return result;
        }
        recordings.add(new ClipRecording(
                camera.ring(), wish.editor().isEmpty() ? wish : guarded(wish), result, ticker.nanoTime()));
        return result;
    }

    /** Ends soon when the box stops. */
    private Wish guarded(Wish wish) {
        PictureEditor guard = picture -> {
            if (stopping) {
                throw new IllegalStateException("the box is stopping");
            }
            wish.editor().ifPresent(editor -> editor.edit(picture));
        };
        return new Wish(wish.from(), wish.to(), wish.file(), Optional.of(guard));
    }

    private void look() {
        long now = ticker.nanoTime();
        List<ClipRecording> done =
                recordings.stream().filter(each -> each.collect(now)).toList();
        recordings.removeAll(done);
        done.forEach(this::write);
    }

    private void write(ClipRecording recording) {
        if (!recording.isChanged()) {
            recording.write();
        } else if (stopping || burning.get() >= MOST_BURNT) {
            recording.giveUp("too many clips are waiting for their pictures to be changed, or the box is stopping");
        } else {
            burning.incrementAndGet();
            burner.execute(() -> burn(recording));
        }
    }

    private void burn(ClipRecording recording) {
        try {
            recording.write();
        } finally {
            burning.decrementAndGet();
        }
    }

    /** Writes the clips that are being recorded with what there is of them, but those whose pictures are to be changed, and ends. */
    @Override
    public void close() {
        stopping = true;
        looking.cancel(false);
        thread.execute(() -> recordings.forEach(this::write));
        thread.shutdown();
        burner.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)
                    || !burner.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
                burner.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            burner.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
