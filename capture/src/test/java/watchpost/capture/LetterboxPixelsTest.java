package watchpost.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import watchpost.core.geometry.Box;
import watchpost.core.geometry.Letterbox;
import watchpost.core.geometry.Size;
import watchpost.core.id.CameraId;
import watchpost.core.vision.Frame;
import watchpost.core.vision.FrameShape;
import watchpost.core.vision.PixelOrder;

/** A rectangle drawn into the picture is found in the model's input where the letterbox says. */
class LetterboxPixelsTest {
    private static final CameraId GATE = new CameraId("gate");
    private static final Size WIDE = new Size(640, 360);
    private static final Size TALL = new Size(300, 400);
    /** In pixels of the model's input: interpolation blurs an edge over one. */
    private static final double EDGE = 1.0;

    @ParameterizedTest
    @EnumSource(Letterbox.Fit.class)
    void videoLandsWhereTheLetterboxSays(Letterbox.Fit fit) throws Exception {
        Path clip = TestClips.rectangle("rectangle.mp4", WIDE, 160, 90, 200, 120);
        FrameShape shape = new FrameShape(new Size(416, 416), PixelOrder.BGR, fit, 0);
        try (VideoFile file = VideoFile.open(clip, GATE, shape, 0, Instant.EPOCH);
                Frame frame = file.next().orElseThrow()) {
            assertRectangle(frame, 160, 90, 200, 120);
        }
    }

    @ParameterizedTest
    @EnumSource(Letterbox.Fit.class)
    void stillsLandWhereTheLetterboxSays(Letterbox.Fit fit) throws Exception {
        Path picture = TestClips.rectangle("rectangle.png", TALL, 60, 100, 150, 210);
        FrameShape shape = new FrameShape(new Size(416, 320), PixelOrder.RGB, fit, 0);
        try (Frame frame = StillPicture.read(picture, GATE, shape).frame()) {
            assertRectangle(frame, 60, 100, 150, 210);
        }
    }

    @Test
    void marginsKeepTheirColourAndColoursTheirOrder() throws Exception {
        Path picture = TestClips.colour("orange.png", new Size(200, 100), "0xFF8000");
        for (PixelOrder order : PixelOrder.values()) {
            FrameShape shape = new FrameShape(new Size(64, 64), order, Letterbox.Fit.CENTRED, 0x010203);
            try (Frame frame = StillPicture.read(picture, GATE, shape).frame()) {
                assertEquals(0x010203, pixel(frame, 0, 0));
                assertEquals(0x010203, pixel(frame, 63, 63));
                assertEquals(order == PixelOrder.RGB ? 0xFF8000 : 0x0080FF, pixel(frame, 32, 32));
            }
        }
    }

    /** Finds the bright pixels' bounds and compares them, mapped back to the picture, with what was drawn. */
    private static void assertRectangle(Frame frame, int x, int y, int width, int height) {
        Size input = frame.shape().input();
        Letterbox place = frame.shape().letterbox(frame.picture());
        int left = input.width();
        int top = input.height();
        int right = 0;
        int bottom = 0;
        for (int row = 0; row < input.height(); row++) {
            for (int column = 0; column < input.width(); column++) {
                if ((pixel(frame, column, row) & 0xff) > 0xa0) {
                    left = Math.min(left, column);
                    top = Math.min(top, row);
                    right = Math.max(right, column + 1);
                    bottom = Math.max(bottom, row + 1);
                }
            }
        }
        Box found = place.toPicture(left, top, right, bottom);
        double toleranceX = EDGE / place.width();
        double toleranceY = EDGE / place.height();
        assertEquals((double) x / frame.picture().width(), found.x(), toleranceX);
        assertEquals((double) y / frame.picture().height(), found.y(), toleranceY);
        assertEquals((double) (x + width) / frame.picture().width(), found.right(), toleranceX);
        assertEquals((double) (y + height) / frame.picture().height(), found.bottom(), toleranceY);
    }

    private static int pixel(Frame frame, int x, int y) {
        ByteBuffer pixels = frame.pixels();
        int at = (y * frame.shape().input().width() + x) * 3;
        return (pixels.get(at) & 0xff) << 16 | (pixels.get(at + 1) & 0xff) << 8 | (pixels.get(at + 2) & 0xff);
    }
}
