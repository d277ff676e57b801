package watchpost.alerts.evidence;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_8;
import static org.bytedeco.opencv.global.opencv_imgproc.fillPoly;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Point;
import watchpost.core.geometry.Polygon;
import watchpost.core.geometry.Size;
import watchpost.core.time.ClockQuality;
import watchpost.core.time.FrameTime;
import watchpost.core.time.Moment;
import watchpost.core.vision.Overlay;
import watchpost.core.vision.Picture;

/**
 * Draws an overlay into a picture and writes JPEG. Privacy masks are filled before anything else happens to the picture; a mask that
 * cannot be applied is an exception, never a picture without it. Stateless, any worker thread; the first call loads OpenCV.
 */
public final class EvidenceRenderer {
    /** Tried in this order until a picture is small enough; the last one is taken as it is. */
    private static final int[] JPEG_QUALITIES = {85, 70, 55, 40};
    /** Below Netty's usual 64 KiB mark, beyond which the embedded broker seems to delay what follows a picture. */
    private static final int WANTED_BYTES = 56 << 10;

    private final int maxWidth;

    /** Pictures wider than {@code maxWidth} pixels are made smaller. */
    public EvidenceRenderer(int maxWidth) {
        this.maxWidth = maxWidth;
    }

    /** Loads OpenCV, which takes a second or two, so that the first incident need not wait for it. */
    public void warmUp() {
        Size size = new Size(16, 16);
        FrameTime time = new FrameTime(new Moment(Duration.ZERO, Instant.EPOCH, ClockQuality.UNSYNCED), 0);
        jpeg(new Picture(size, new byte[16 * 16 * 3], time), new Overlay(List.of()), List.of());
    }

    /** The picture with masks and overlay as JPEG. Its own bytes are left as they are. */
    @SuppressWarnings("try") // the scope frees what is made within it; nobody calls it
    public byte[] jpeg(Picture picture, Overlay overlay, List<Polygon> masks) {
        try (PointerScope scope = new PointerScope()) {
            Mat image = fitted(masked(picture, masks));
            new MarkPainter(image).paint(overlay);
            return encoded(image);
        }
    }

    /** A copy of the picture with the overlay drawn, at its full size. */
    @SuppressWarnings("try") // the scope frees what is made within it; nobody calls it
    public Picture draw(Picture picture, Overlay overlay) {
        try (PointerScope scope = new PointerScope()) {
            Mat image = masked(picture, List.of());
            new MarkPainter(image).paint(overlay);
            byte[] bgr = new byte[picture.bgr().length];
            image.data().get(bgr);
            return new Picture(picture.size(), bgr, picture.time());
        }
    }

    private static Mat masked(Picture picture, List<Polygon> masks) {
        Size size = picture.size();
        Mat image = new Mat(size.height(), size.width(), opencv_core.CV_8UC3);
        image.data().put(picture.bgr());
        for (Polygon mask : masks) {
            Mat corners = MarkPainter.corners(mask.corners(), size);
            fillPoly(image, new MatVector(corners), MarkPainter.scalar(0), LINE_8, 0, new Point(0, 0));
        }
        return image;
    }

    private Mat fitted(Mat image) {
        if (image.cols() <= maxWidth) {
            return image;
        }
        int height = Math.max(1, (int) Math.round((double) image.rows() * maxWidth / image.cols()));
        Mat smaller = new Mat();
        resize(image, smaller, new org.bytedeco.opencv.opencv_core.Size(maxWidth, height), 0, 0, INTER_AREA);
        return smaller;
    }

    private static byte[] encoded(Mat image) {
        byte[] jpeg = new byte[0];
        for (int quality : JPEG_QUALITIES) {
            jpeg = encoded(image, quality);
            if (jpeg.length <= WANTED_BYTES) {
                break;
            }
        }
        return jpeg;
    }

    private static byte[] encoded(Mat image, int quality) {
        BytePointer buffer = new BytePointer();
        if (!imencode(".jpg", image, buffer, new IntPointer(IMWRITE_JPEG_QUALITY, quality))) {
            throw new IllegalStateException("OpenCV cannot write this picture as JPEG");
        }
        byte[] jpeg = new byte[Math.toIntExact(buffer.limit())];
        buffer.get(jpeg);
        return jpeg;
    }
}
