package watchpost.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import watchpost.capture.ffmpeg.DecoderWish;
import watchpost.capture.ffmpeg.MediaException;
import watchpost.capture.ffmpeg.PacketSource;
import watchpost.capture.ffmpeg.StreamInfo;
import watchpost.capture.ffmpeg.VideoDecoder;
import watchpost.capture.ring.StreamFormat;

/** The JPEG and PNG files of a folder in the order of their names, as a film. What is new in it is seen when it begins again. */
final class FolderInput implements PacketSource {
    private static final long MOST_BYTES = 64L << 20;

    private final Path folder;
    private final double fps;
    private final StreamFormat format;
    private List<Path> files;
    private byte[] picture = new byte[0];
    private int next;

    private FolderInput(Path folder, double fps, List<Path> files) {
        this.folder = folder;
        this.fps = fps;
        this.files = files;
        this.format = new StreamFormat(isPng(files.get(0)) ? "png" : "mjpeg", new byte[0]);
    }

    /** @param fps pictures per second */
    static FolderInput open(Source source, double fps) throws CaptureException {
        Path folder = Path.of(source.shown());
        List<Path> files;
        try {
            files = pictures(folder);
        } catch (IOException e) {
            throw new CaptureException(
                    CaptureException.Kind.UNREADABLE,
                    source.subject() + ": the folder " + folder + " cannot be read; check who may.",
                    e);
        }
        if (files.isEmpty()) {
            throw new CaptureException(
                    CaptureException.Kind.NO_PICTURES,
                    source.subject() + ": the folder " + folder
                            + " holds no picture; it is shown by its .jpg, .jpeg and .png files.");
        }
        return new FolderInput(folder, fps, files);
    }

    private static List<Path> pictures(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> name(file).matches(".*\\.(jpg|jpeg|png)"))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isPng(Path file) {
        return name(file).endsWith(".png");
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean read() {
        if (next == files.size()) {
            return false;
        }
        picture = content(files.get(next));
        next++;
        return true;
    }

    /** Empty where it cannot be read, which the decoder calls damaged. */
    private static byte[] content(Path file) {
        try {
            return Files.size(file) > MOST_BYTES ? new byte[0] : Files.readAllBytes(file);
        } catch (IOException e) {
            return new byte[0];
        }
    }

    @Override
    public boolean isVideo() {
        return true;
    }

    @Override
    public int packetLength() {
        return picture.length;
    }

    @Override
    public int packetBytes() {
        return picture.length;
    }

    @Override
    public boolean isKeyFrame() {
        return true;
    }

    @Override
    public byte[] packetData() {
        return picture;
    }

    @Override
    public StreamFormat format() {
        return format;
    }

    @Override
    public OptionalLong packetNanos() {
        return OptionalLong.of(Math.round((next - 1) * 1e9 / fps));
    }

    @Override
    public OptionalLong senderMicros() {
        return OptionalLong.empty();
    }

    @Override
    public StreamInfo info() {
        return new StreamInfo(
                isPng(files.get(0)) ? "png" : "jpeg",
                "",
                Optional.empty(),
                fps,
                Math.round(files.size() * 1e9 / fps),
                Math.round(1e9 / fps));
    }

    @Override
    public Optional<String> audio() {
        return Optional.empty();
    }

    @Override
    public void rewind() throws MediaException {
        try {
            files = pictures(folder);
            next = 0;
        } catch (IOException e) {
            throw new MediaException(MediaException.Reason.DENIED, "the folder cannot be read");
        }
    }

    @Override
    public VideoDecoder newDecoder(DecoderWish wish) throws MediaException {
        return VideoDecoder.stills(wish.listener());
    }

    @Override
    public boolean sendTo(VideoDecoder decoder) throws MediaException {
        return decoder.send(picture, picture.length, packetNanos(), true);
    }

    @Override
    public void close() {
        picture = new byte[0];
    }
}
