package watchpost.capture;

import java.nio.file.Path;
import watchpost.capture.ffmpeg.MediaException;
import watchpost.capture.ffmpeg.Mp4Output;
import watchpost.core.geometry.Size;
import watchpost.core.vision.Picture;

/**
 * Writes pictures as an H.264 MP4 file. The file appears under its name only when it is complete and on the disk; until then it has a
 * temporary name beside it. Used by one thread.
 */
public final class VideoWriter implements AutoCloseable {
    private final UnfinishedFile file;
    private final Size size;
    private final Mp4Output output;
    private long pictures;
    private boolean failed;
    private boolean closed;

    private VideoWriter(UnfinishedFile file, Size size, Mp4Output output) {
        this.file = file;
        this.size = size;
        this.output = output;
    }

    /**
     * Begins {@code file}, which is replaced on {@link #close()}.
     *
     * @param size of every picture; the video leaves out an odd last row or column
     * @param fps pictures per second when it is played
     */
    public static VideoWriter open(Path file, Size size, double fps) throws CaptureException {
        if (size.width() < 16 || size.height() < 16 || !(fps > 0)) {
            throw new CaptureException(
                    CaptureException.Kind.CANNOT_WRITE,
                    file + ": a video of " + size + " at " + fps + " pictures per second cannot be made.");
        }
        UnfinishedFile unfinished = new UnfinishedFile(file);
        try {
            Size even = new Size(size.width() & ~1, size.height() & ~1);
            return new VideoWriter(unfinished, size, new Mp4Output(unfinished.url(), even, fps));
        } catch (MediaException e) {
            throw unfinished.cannotWrite(e);
        }
    }

    /** Adds the next picture. */
    public void write(Picture picture) throws CaptureException {
        if (!picture.size().equals(size)) {
            throw new IllegalArgumentException("a picture of " + picture.size() + " in a video of " + size);
        }
        try {
            output.write(picture.bgr(), size.width(), pictures);
            pictures++;
        } catch (MediaException e) {
            failed = true;
            throw file.cannotWrite(e);
        }
    }

    /** Completes the file and gives it its name; a video without pictures or with a failed write leaves none behind. */
    @Override
    public void close() throws CaptureException {
        if (closed) {
            return;
        }
        closed = true;
        try (output) {
            if (pictures > 0 && !failed) {
                output.finish();
            }
        } catch (MediaException e) {
            failed = true;
            throw file.cannotWrite(e);
        } finally {
            if (failed || pictures == 0) {
                file.discard();
            }
        }
        if (pictures > 0 && !failed) {
            file.publish();
        }
    }
}
