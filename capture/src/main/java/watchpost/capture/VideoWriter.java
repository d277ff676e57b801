package watchpost.capture;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import watchpost.capture.ffmpeg.MediaException;
import watchpost.capture.ffmpeg.Mp4Output;
import watchpost.core.geometry.Size;
import watchpost.core.vision.Picture;

/**
 * Writes pictures as an H.264 MP4 file. The file appears under its name only when it is complete and on the disk; until then it has a
 * temporary name beside it. Used by one thread.
 */
public final class VideoWriter implements AutoCloseable {
    private final Path file;
    private final Path temporary;
    private final Size size;
    private final Mp4Output output;
    private long pictures;
    private boolean failed;
    private boolean closed;

    private VideoWriter(Path file, Path temporary, Size size, Mp4Output output) {
        this.file = file;
        this.temporary = temporary;
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
        Path absolute = file.toAbsolutePath();
        Path temporary = absolute.resolveSibling("." + absolute.getFileName() + ".part");
        try {
            Size even = new Size(size.width() & ~1, size.height() & ~1);
            return new VideoWriter(absolute, temporary, size, new Mp4Output("file:" + temporary, even, fps));
        } catch (MediaException e) {
            throw cannotWrite(absolute, e);
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
            throw cannotWrite(file, e);
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
            throw cannotWrite(file, e);
        } finally {
            if (failed || pictures == 0) {
                deleteTemporary();
            }
        }
        if (pictures > 0 && !failed) {
            moveIntoPlace();
        }
    }

    private void moveIntoPlace() throws CaptureException {
        try {
            force(temporary, StandardOpenOption.WRITE);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Path folder = file.getParent();
            if (folder != null) {
                force(folder, StandardOpenOption.READ);
            }
        } catch (IOException e) {
            deleteTemporary();
            throw cannotWrite(file, e);
        }
    }

    private void deleteTemporary() throws CaptureException {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            throw cannotWrite(temporary, e);
        }
    }

    private static void force(Path path, StandardOpenOption option) throws IOException {
        try (FileChannel channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }

    private static CaptureException cannotWrite(Path file, Exception cause) {
        return new CaptureException(
                CaptureException.Kind.CANNOT_WRITE,
                file + " cannot be written (" + cause.getMessage()
                        + "); check the folder, its owner and the space left.",
                cause);
    }
}
