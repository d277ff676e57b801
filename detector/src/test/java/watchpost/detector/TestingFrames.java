package watchpost.detector;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import watchpost.core.geometry.Letterbox;
import watchpost.core.geometry.Size;
import watchpost.core.id.CameraId;
import watchpost.core.time.ClockQuality;
import watchpost.core.time.FrameTime;
import watchpost.core.time.Moment;
import watchpost.core.vision.Frame;
import watchpost.core.vision.FrameShape;
import watchpost.core.vision.PixelOrder;

/** Makes frames for tests and counts those that nobody has closed; a frame that is closed twice fails on the spot. */
public final class TestingFrames {
    private final AtomicInteger open = new AtomicInteger();

    /** Frames that were made and not closed. */
    public int open() {
        return open.get();
    }

    /** A frame without pixels, for what never looks at them. */
    public Frame blank(String camera, long arrivalNanos) {
        FrameShape shape = new FrameShape(new Size(1, 1), PixelOrder.BGR, Letterbox.Fit.CENTRED, 0);
        return frame(camera, arrivalNanos, new Size(16, 9), shape, ByteBuffer.allocateDirect(shape.bytes()));
    }

    /** The picture as capture would deliver it, but read by ImageIO and scaled by plain bilinear interpolation. */
    public Frame of(BufferedImage image, FrameShape shape) {
        Size picture = new Size(image.getWidth(), image.getHeight());
        Letterbox box = shape.letterbox(picture);
        ByteBuffer pixels = ByteBuffer.allocateDirect(shape.bytes());
        int[] shifts = shape.order() == PixelOrder.BGR ? new int[] {0, 8, 16} : new int[] {16, 8, 0};
        for (int y = 0; y < shape.input().height(); y++) {
            for (int x = 0; x < shape.input().width(); x++) {
                boolean inside =
                        x >= box.x() && x < box.x() + box.width() && y >= box.y() && y < box.y() + box.height();
                for (int c = 0; c < 3; c++) {
                    int margin = shape.padding() >> (16 - 8 * c);
                    pixels.put((byte) (inside ? sample(image, box, x - box.x(), y - box.y(), shifts[c]) : margin));
                }
            }
        }
        return frame("gate", 0, picture, shape, pixels.rewind());
    }

    /** A white picture of the input's size. */
    public Frame white(FrameShape shape) {
        ByteBuffer pixels = ByteBuffer.allocateDirect(shape.bytes());
        while (pixels.hasRemaining()) {
            pixels.put((byte) 255);
        }
        return frame("gate", 0, shape.input(), shape, pixels.rewind());
    }

    /** Another frame with the same pixels. */
    public Frame again(Frame frame) {
        return frame(
                frame.camera().value(),
                0,
                frame.picture(),
                frame.shape(),
                frame.pixels().duplicate());
    }

    /** Another frame with the same pixels, of another camera. */
    public Frame again(Frame frame, String camera, long arrivalNanos) {
        return frame(
                camera,
                arrivalNanos,
                frame.picture(),
                frame.shape(),
                frame.pixels().duplicate());
    }

    /** A picture of this package's test resources. */
    public static BufferedImage resource(String name) {
        try (InputStream in = TestingFrames.class.getResourceAsStream("/watchpost/detector/" + name)) {
            return ImageIO.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static BufferedImage file(Path path) {
        try {
            return ImageIO.read(path.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int sample(BufferedImage image, Letterbox box, int x, int y, int shift) {
        double sx = Math.max(0, (x + 0.5) * image.getWidth() / box.width() - 0.5);
        double sy = Math.max(0, (y + 0.5) * image.getHeight() / box.height() - 0.5);
        int x0 = Math.min(image.getWidth() - 1, (int) sx);
        int y0 = Math.min(image.getHeight() - 1, (int) sy);
        int x1 = Math.min(image.getWidth() - 1, x0 + 1);
        int y1 = Math.min(image.getHeight() - 1, y0 + 1);
        double above = mix(colour(image, x0, y0, shift), colour(image, x1, y0, shift), sx - x0);
        double below = mix(colour(image, x0, y1, shift), colour(image, x1, y1, shift), sx - x0);
        return (int) Math.round(mix(above, below, sy - y0));
    }

    private static int colour(BufferedImage image, int x, int y, int shift) {
        return image.getRGB(x, y) >> shift & 0xff;
    }

    private static double mix(double a, double b, double share) {
        return a + (b - a) * share;
    }

    private Frame frame(String camera, long arrivalNanos, Size picture, FrameShape shape, ByteBuffer pixels) {
        open.incrementAndGet();
        Moment moment = new Moment(Duration.ofNanos(arrivalNanos), Instant.EPOCH, ClockQuality.SYNCED);
        return new TestingFrame(
                new CameraId(camera),
                new FrameTime(moment, arrivalNanos),
                picture,
                shape,
                pixels,
                open,
                new AtomicInteger());
    }

    private record TestingFrame(
            CameraId camera,
            FrameTime time,
            Size picture,
            FrameShape shape,
            ByteBuffer pixels,
            AtomicInteger open,
            AtomicInteger closes)
            implements Frame {
        @Override
        public void close() {
            if (closes.incrementAndGet() > 1) {
                throw new IllegalStateException("frame of " + camera + " was closed twice");
            }
            open.decrementAndGet();
        }
    }
}
