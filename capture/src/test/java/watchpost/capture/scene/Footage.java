package watchpost.capture.scene;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import watchpost.capture.VideoFile;
import watchpost.core.geometry.Letterbox;
import watchpost.core.geometry.Size;
import watchpost.core.id.CameraId;
import watchpost.core.vision.Frame;
import watchpost.core.vision.FrameShape;
import watchpost.core.vision.PixelOrder;

/** A clip as scaled pictures, played round and round on a virtual clock, with something done to its pictures. */
final class Footage {
    static final long SECOND = 1_000_000_000L;

    private static final int FPS = 2;
    private static final int MOST_PICTURES = 80;
    private static final FrameShape SHAPE =
            new FrameShape(new Size(240, 240), PixelOrder.BGR, Letterbox.Fit.STRETCHED, 0);

    final Letterbox place = SHAPE.letterbox(new Size(240, 240));
    private final List<byte[]> pictures = new ArrayList<>();

    Footage(Path file) throws Exception {
        try (VideoFile video = VideoFile.open(file, new CameraId("hall"), SHAPE, FPS, Instant.EPOCH)) {
            for (Optional<Frame> next = video.next(); next.isPresent(); next = more(video)) {
                try (Frame frame = next.get()) {
                    byte[] pixels = new byte[SHAPE.bytes()];
                    frame.pixels().get(0, pixels);
                    pictures.add(pixels);
                }
            }
        }
    }

    private Optional<Frame> more(VideoFile video) throws Exception {
        return pictures.size() < MOST_PICTURES ? video.next() : Optional.empty();
    }

    /** No two pictures of a sensor are equal, as those of a short clip played again are. */
    private static byte[] noisy(byte[] picture, int number) {
        picture[0] = (byte) number;
        picture[1] = (byte) (number >> 8);
        return picture;
    }

    /** What a watch hears. */
    @FunctionalInterface
    interface Step {
        /** @param second of the virtual clock */
        void saw(double second, SceneVerdict verdict);
    }

    /** Plays from {@code from} to {@code to} seconds; a key picture comes every two seconds. */
    void play(SceneWatch watch, double from, double to, UnaryOperator<byte[]> change, Step step) {
        for (int i = (int) (from * FPS); i < to * FPS; i++) {
            byte[] picture = change.apply(noisy(pictures.get(i % pictures.size()), i));
            long now = Long.MAX_VALUE - 60 * SECOND + i * SECOND / FPS;
            boolean key = i % (2 * FPS) == 0;
            if (watch.wants(key, now)) {
                watch.look(SceneSample.of(ByteBuffer.wrap(picture), place), key, now);
            }
            step.saw((double) i / FPS, watch.verdict());
        }
    }
}
