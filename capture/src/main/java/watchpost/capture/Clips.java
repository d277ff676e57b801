package watchpost.capture;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import watchpost.core.time.Moment;
import watchpost.core.time.Ticker;

/**
 * Cuts clips out of what the cameras have sent, without decoding anything. Methods may be called from any thread; one thread
 * {@code clips} collects the packets and writes the files, one after another.
 */
public final class Clips implements AutoCloseable {
    /** How much is shown before the moment of an incident, */
    public static final Duration BEFORE = Duration.ofSeconds(5);
    /** and after it. */
    public static final Duration AFTER = Duration.ofSeconds(10);

    private static final long LOOK_EVERY_MILLIS = 200;
    private static final int MOST_AT_ONCE = 64;
    private static final long CLOSE_SECONDS = 5;

    private final Ticker ticker;
    private final List<ClipRecording> recordings = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "clips");
        thread.setDaemon(true);
        return thread;
    });

    private final ScheduledFuture<?> looking;

    public Clips(Ticker ticker) {
        this.ticker = ticker;
        this.looking =
                thread.scheduleWithFixedDelay(this::look, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * Writes what {@code camera} shows from {@code from} to {@code to} as an MP4 file. It begins at the last key frame at or before
     * {@code from} that is still in memory; packets that come until {@code to} are waited for, also over a reconnect, and where they
     * do not come the clip ends with what there is. The file appears complete or not at all.
     *
     * @param to at or after {@code from}; may lie in the future
     * @return completes once the file is on the disk; with a {@link CaptureException} if there is nothing to write or no way to
     */
    public CompletionStage<Clip> record(Camera camera, Moment from, Moment to, Path file) {
        CompletableFuture<Clip> result = new CompletableFuture<>();
        if (recordings.size() >= MOST_AT_ONCE || thread.isShutdown()) {
            result.completeExceptionally(new CaptureException(
                    CaptureException.Kind.CANNOT_WRITE,
                    file + ": no clip of camera " + camera.id() + ", because " + MOST_AT_ONCE
                            + " others are being recorded or the box is stopping."));
            return result;
        }
        recordings.add(new ClipRecording(camera.ring(), from, to, file, result, ticker.nanoTime()));
        return result;
    }

    private void look() {
        long now = ticker.nanoTime();
        List<ClipRecording> done =
                recordings.stream().filter(each -> each.collect(now)).toList();
        recordings.removeAll(done);
        done.forEach(ClipRecording::write);
    }

    /** Writes the clips that are being recorded with what there is of them, and ends. */
    @Override
    public void close() {
        looking.cancel(false);
        thread.execute(() -> recordings.forEach(ClipRecording::write));
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
