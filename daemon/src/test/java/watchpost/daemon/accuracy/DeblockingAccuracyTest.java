package watchpost.daemon.accuracy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import watchpost.capture.VideoFile;
import watchpost.capture.ffmpeg.Deblocking;
import watchpost.core.geometry.Letterbox;
import watchpost.core.geometry.Size;
import watchpost.core.id.CameraId;
import watchpost.core.time.FrameTime;
import watchpost.core.vision.Detection;
import watchpost.core.vision.Frame;
import watchpost.core.vision.FrameShape;
import watchpost.core.vision.Picture;
import watchpost.core.vision.PixelOrder;
import watchpost.detector.Detector;
import watchpost.detector.DetectorSettings;
import watchpost.detector.model.Model;
import watchpost.testkit.BundledClip;

/**
 * What is found in pictures decoded and scaled as the box does it, against full decoding and the mean of every pixel, computed by
 * loops. {@code -Dwatchpost.deblocking.clips=A,B} names H.264 clips for the figures.
 */
class DeblockingAccuracyTest {
    private static final String CLIPS = System.getProperty("watchpost.deblocking.clips", "");
    private static final int EVERY = CLIPS.isEmpty() ? 40 : 4;
    private static final double COUNTS = 0.4;
    private static final double SAME = 0.5;
    /** Far from the figure; pictures that lack their details or lie elsewhere would be seen. */
    private static final double LEAST_KEPT = 0.85;

    /** How many of the objects are found again, and where. */
    private static final class Kept {
        private int objects;
        private int found;
        private double overlaps;

        void add(List<Detection> wanted, List<Detection> there) {
            List<Detection> left = new ArrayList<>(there);
            for (Detection one : wanted) {
                objects++;
                Optional<Detection> same = left.stream()
                        .filter(other -> other.label().equals(one.label()))
                        .max((a, b) ->
                                Double.compare(a.box().iou(one.box()), b.box().iou(one.box())))
                        .filter(other -> other.box().iou(one.box()) >= SAME);
                if (same.isPresent()) {
                    found++;
                    overlaps += same.get().box().iou(one.box());
                    left.remove(same.get());
                }
            }
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%d of %d, mean overlap %.3f", found, objects, overlaps / found);
        }
    }

    @Test
    void objectsAreFoundWithoutDeblockingToo() throws Exception {
        try (Detector detector = Detector.open(Model.builtIn("int8"), DetectorSettings.onCpu())) {
            Kept deblocked = new Kept();
            Kept skipped = new Kept();
            for (String clip : CLIPS.split(",", -1)) {
                Path file = clip.isEmpty() ? BundledClip.path() : Path.of(clip);
                Kept here = new Kept();
                Kept without = new Kept();
                compare(detector, file, List.of(here, deblocked), List.of(without, skipped));
                System.out.println(file.getFileName() + ": deblocked " + here + "; without deblocking " + without);
            }
            System.out.println("all: deblocked " + deblocked + "; without deblocking " + skipped);
            assertTrue(skipped.objects >= 30, skipped::toString);
            assertTrue(deblocked.found >= LEAST_KEPT * deblocked.objects, deblocked::toString);
            assertTrue(skipped.found >= LEAST_KEPT * skipped.objects, skipped::toString);
        }
    }

    private static void compare(Detector detector, Path file, List<Kept> deblocked, List<Kept> skipped)
            throws Exception {
        FrameShape shape = detector.shape();
        try (VideoFile full = open(file, shape, Deblocking.FULL);
                VideoFile bare = open(file, shape, Deblocking.SKIPPED)) {
            int number = 0;
            Optional<Frame> next = full.next();
            while (next.isPresent()) {
                try (Frame frame = next.get();
                        Frame other = bare.next().orElseThrow()) {
                    if (number % EVERY == 0) {
                        List<Detection> wanted = found(detector, new PlainFrame(frame, full.picture()));
                        List<Detection> withIt = found(detector, frame);
                        List<Detection> withoutIt = found(detector, other);
                        deblocked.forEach(kept -> kept.add(wanted, withIt));
                        skipped.forEach(kept -> kept.add(wanted, withoutIt));
                    }
                }
                number++;
                next = full.next();
            }
        }
    }

    private static VideoFile open(Path file, FrameShape shape, Deblocking deblocking) throws Exception {
        return VideoFile.open(file, new CameraId("gate"), shape, 0, Instant.EPOCH, deblocking);
    }

    private static List<Detection> found(Detector detector, Frame frame) throws Exception {
        return detector.detect(frame).found().stream()
                .filter(detection -> detection.confidence() >= COUNTS)
                .toList();
    }

    /** A frame whose pixels are the means of the areas that they stand for. */
    private record PlainFrame(Frame like, ByteBuffer pixels) implements Frame {
        PlainFrame(Frame like, Picture picture) {
            this(like, scaled(like, picture));
        }

        private static ByteBuffer scaled(Frame like, Picture picture) {
            ByteBuffer pixels = ByteBuffer.allocateDirect(like.shape().bytes());
            pixels.put(like.pixels().duplicate().clear()).clear();
            Size size = picture.size();
            Letterbox place = like.shape().letterbox(size);
            boolean reversed = like.shape().order() == PixelOrder.RGB;
            for (int y = 0; y < place.height(); y++) {
                for (int x = 0; x < place.width(); x++) {
                    int at = ((place.y() + y) * place.input().width() + place.x() + x) * 3;
                    for (int channel = 0; channel < 3; channel++) {
                        double mean = mean(picture, place, x, y, channel);
                        pixels.put(at + (reversed ? 2 - channel : channel), (byte) Math.round(mean));
                    }
                }
            }
            return pixels;
        }

        private static double mean(Picture picture, Letterbox place, int x, int y, int channel) {
            double across = (double) picture.size().width() / place.width();
            double down = (double) picture.size().height() / place.height();
            double sum = 0;
            for (int row = (int) (y * down); row < Math.ceil((y + 1) * down - 1e-9); row++) {
                double high = Math.min(row + 1, (y + 1) * down) - Math.max(row, y * down);
                for (int column = (int) (x * across); column < Math.ceil((x + 1) * across - 1e-9); column++) {
                    double wide = Math.min(column + 1, (x + 1) * across) - Math.max(column, x * across);
                    int byteAt = (row * picture.size().width() + column) * 3 + channel;
                    sum += high * wide * (picture.bgr()[byteAt] & 0xff);
                }
            }
            return sum / (across * down);
        }

        @Override
        public CameraId camera() {
            return like.camera();
        }

        @Override
        public FrameTime time() {
            return like.time();
        }

        @Override
        public Size picture() {
            return like.picture();
        }

        @Override
        public FrameShape shape() {
            return like.shape();
        }

        @Override
        public void close() {
            // the memory is Java's
        }
    }
}
