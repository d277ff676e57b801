package watchpost.capture;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import watchpost.capture.ffmpeg.DecodedPicture;
import watchpost.capture.ffmpeg.JpegEncoder;
import watchpost.capture.ffmpeg.MediaException;
import watchpost.capture.ffmpeg.Scaler;
import watchpost.core.geometry.Box;
import watchpost.core.geometry.Size;
import watchpost.core.time.FrameTime;
import watchpost.core.time.Moment;
import watchpost.core.vision.Picture;

/**
 * The last few analysed pictures as references to the decoder's own memory, so that evidence and the live page cost nothing until
 * somebody asks. Bounded by number and by bytes. Thread-safe: the capture thread adds, any thread asks and converts for itself.
 */
final class PictureHistory implements AutoCloseable {
    /** Longer than the way from a frame to the rule that fires on it. */
    private static final int MOST_PICTURES = 6;
    /** A 4K picture has 12 MB: of such there are two. */
    private static final long MOST_BYTES = 24L << 20;

    private static final int ALWAYS_KEPT = 2;

    private record Entry(DecodedPicture picture, FrameTime time, long bytes) {}

    // Guarded by this.
    private final Deque<Entry> entries = new ArrayDeque<>();
    private long bytes;
    private boolean closed;
    private int cachedWidth;
    private @Nullable LivePicture cached;

    /** Keeps a reference to {@code picture}. */
    synchronized void add(DecodedPicture picture, FrameTime time) {
        if (closed) {
            return;
        }
        Entry entry = new Entry(picture.share(), time, picture.bytes());
        entries.addLast(entry);
        bytes += entry.bytes;
        while (entries.size() > MOST_PICTURES || (bytes > MOST_BYTES && entries.size() > ALWAYS_KEPT)) {
            Entry oldest = entries.removeFirst();
            bytes -= oldest.bytes;
            oldest.picture.close();
        }
    }

    /** The picture nearest to {@code moment}, converted on the caller's thread. */
    Optional<Picture> nearest(Moment moment) throws MediaException {
        Entry found = shareNearest(moment);
        if (found == null) {
            return Optional.empty();
        }
        try (DecodedPicture picture = found.picture;
                Scaler scaler = new Scaler(Scaler.Quality.ACCURATE)) {
            return Optional.of(new Picture(picture.size(), scaler.toBgr(picture), found.time));
        }
    }

    /**
     * A part of the picture of exactly {@code moment}, converted on the caller's thread; empty if that picture is not kept (any more) or
     * the part has hardly a pixel.
     *
     * @param mostSide a part with a longer side is made smaller, to this many pixels
     */
    Optional<Picture> part(Moment moment, Box box, int mostSide) throws MediaException {
        Entry found = shareNearest(moment);
        if (found == null) {
            return Optional.empty();
        }
        try (DecodedPicture whole = found.picture) {
            return found.time.moment().stream().equals(moment.stream())
                    ? PicturePart.of(whole, found.time, box, mostSide)
                    : Optional.empty();
        }
    }

    /** The newest picture as a JPEG not wider than {@code maxWidth}, made on the caller's thread, once for each picture and width. */
    Optional<LivePicture> newestJpeg(int maxWidth) throws MediaException {
        Entry newest;
        synchronized (this) {
            Entry last = entries.peekLast();
            if (last == null) {
                return Optional.empty();
            }
            if (cached != null && cachedWidth == maxWidth && cached.time().equals(last.time)) {
                return Optional.of(cached);
            }
            newest = new Entry(last.picture.share(), last.time, last.bytes);
        }
        try (DecodedPicture picture = newest.picture) {
            Size size = fitted(picture.size(), maxWidth);
            LivePicture made = new LivePicture(JpegEncoder.encode(picture, size), size, newest.time);
            synchronized (this) {
                cached = made;
                cachedWidth = maxWidth;
            }
            return Optional.of(made);
        }
    }

    private synchronized @Nullable Entry shareNearest(Moment moment) {
        Entry best = null;
        Duration bestDistance = Duration.ZERO;
        for (Entry entry : entries) {
            Duration distance = entry.time.moment().since(moment).abs();
            if (best == null || distance.compareTo(bestDistance) <= 0) {
                best = entry;
                bestDistance = distance;
            }
        }
        return best == null ? null : new Entry(best.picture.share(), best.time, best.bytes);
    }

    private static Size fitted(Size picture, int maxWidth) {
        if (picture.width() <= maxWidth) {
            return picture;
        }
        int width = Math.max(2, maxWidth);
        return new Size(width, Math.max(1, (int) Math.round((double) picture.height() * width / picture.width())));
    }

    /** Lets all pictures go; later additions are ignored. */
    @Override
    public synchronized void close() {
        closed = true;
        entries.forEach(entry -> entry.picture.close());
        entries.clear();
        bytes = 0;
        cached = null;
    }
}
