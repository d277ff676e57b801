package watchpost.alerts.evidence;

import static org.bytedeco.opencv.global.opencv_core.CV_32SC2;
import static org.bytedeco.opencv.global.opencv_imgproc.FILLED;
import static org.bytedeco.opencv.global.opencv_imgproc.FONT_HERSHEY_DUPLEX;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_AA;
import static org.bytedeco.opencv.global.opencv_imgproc.arrowedLine;
import static org.bytedeco.opencv.global.opencv_imgproc.getTextSize;
import static org.bytedeco.opencv.global.opencv_imgproc.polylines;
import static org.bytedeco.opencv.global.opencv_imgproc.putText;
import static org.bytedeco.opencv.global.opencv_imgproc.rectangle;

import java.text.Normalizer;
import java.util.List;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.indexer.IntIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;
import watchpost.core.geometry.Box;
import watchpost.core.geometry.Size;
import watchpost.core.vision.Overlay;

/**
 * Paints marks into an image. Everything has a dark rim, so that it shows on any background; captions stand in a filled box. Tones
 * differ in colour (blue, vermilion and grey of the Okabe-Ito palette, which colour-blind people tell apart) and in width.
 */
final class MarkPainter {
    /** Widths and letters are for a picture of this width and grow with it. */
    private static final double DESIGN_WIDTH = 640;

    private static final int BLACK = 0;
    private static final int WHITE = 0xFFFFFF;

    /** How a tone looks; colours as 0xRRGGBB. */
    private enum Look {
        QUIET(1, 0x999999, BLACK),
        NORMAL(2, 0x56B4E9, BLACK),
        ALARM(3, 0xD55E00, WHITE);

        final int width;
        final int colour;
        final int text;

        Look(int width, int colour, int text) {
            this.width = width;
            this.colour = colour;
            this.text = text;
        }

        static Look of(Overlay.Tone tone) {
            return switch (tone) {
                case QUIET -> QUIET;
                case NORMAL -> NORMAL;
                case ALARM -> ALARM;
            };
        }
    }

    private final Mat image;
    private final Size size;
    private final double scale;

    MarkPainter(Mat image) {
        this.image = image;
        this.size = new Size(image.cols(), image.rows());
        this.scale = Math.max(0.6, image.cols() / DESIGN_WIDTH);
    }

    void paint(Overlay overlay) {
        for (Overlay.Mark mark : overlay.marks()) {
            if (mark instanceof Overlay.BoxMark box) {
                paint(box);
            } else if (mark instanceof Overlay.ZoneMark zone) {
                paint(zone);
            } else {
                paint((Overlay.LineMark) mark);
            }
        }
    }

    private void paint(Overlay.BoxMark mark) {
        Look look = Look.of(mark.tone());
        Box box = mark.box();
        Point topLeft = pixel(box.x(), box.y());
        Point bottomRight = pixel(box.right(), box.bottom());
        rectangle(image, topLeft, bottomRight, scalar(BLACK), width(look) + rim(), LINE_AA, 0);
        rectangle(image, topLeft, bottomRight, scalar(look.colour), width(look), LINE_AA, 0);
        caption(mark.caption(), topLeft, look);
    }

    private void paint(Overlay.ZoneMark mark) {
        Look look = Look.of(mark.tone());
        MatVector outline = new MatVector(corners(mark.zone().corners(), size));
        polylines(image, outline, true, scalar(BLACK), width(look) + rim(), LINE_AA, 0);
        polylines(image, outline, true, scalar(look.colour), width(look), LINE_AA, 0);
        caption(mark.caption(), pixel(mark.zone().corners().get(0)), look);
    }

    /** A line is an arrow, because its sides have names as seen along it. */
    private void paint(Overlay.LineMark mark) {
        Look look = Look.of(mark.tone());
        Point from = pixel(mark.line().from());
        Point to = pixel(mark.line().to());
        arrowedLine(image, from, to, scalar(BLACK), width(look) + rim(), LINE_AA, 0, 0.05);
        arrowedLine(image, from, to, scalar(look.colour), width(look), LINE_AA, 0, 0.05);
        caption(mark.caption(), from, look);
    }

    /** Writes {@code caption} above {@code anchor}, moved so that all of it is in the picture. */
    private void caption(String caption, Point anchor, Look look) {
        if (caption.isEmpty()) {
            return;
        }
        String text = plain(caption);
        double letters = 0.45 * scale;
        int stroke = Math.max(1, (int) Math.round(scale));
        int pad = (int) Math.round(4 * scale);
        IntPointer baseline = new IntPointer(1);
        org.bytedeco.opencv.opencv_core.Size extent = getTextSize(text, FONT_HERSHEY_DUPLEX, letters, stroke, baseline);
        int boxWidth = extent.width() + 2 * pad;
        int boxHeight = extent.height() + baseline.get(0) + 2 * pad;
        int left = Math.max(0, Math.min(anchor.x(), size.width() - boxWidth));
        int top = Math.max(0, Math.min(anchor.y() - boxHeight, size.height() - boxHeight));
        Point topLeft = new Point(left, top);
        Point bottomRight = new Point(left + boxWidth, top + boxHeight);
        rectangle(image, topLeft, bottomRight, scalar(look.colour), FILLED, LINE_AA, 0);
        rectangle(image, topLeft, bottomRight, scalar(BLACK), Math.max(1, rim() / 2), LINE_AA, 0);
        Point origin = new Point(left + pad, top + pad + extent.height());
        putText(image, text, origin, FONT_HERSHEY_DUPLEX, letters, scalar(look.text), stroke, LINE_AA, false);
    }

    /** The font knows ASCII only: accents are taken off, what remains is shown as a question mark. */
    private static String plain(String caption) {
        return Normalizer.normalize(caption, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .replace("ß", "ss")
                .replaceAll("[^ -~]", "?");
    }

    /** Made anew each time: OpenCV's shared colours would belong to the scope in which their class was loaded, and end with it. */
    static Scalar scalar(int rgb) {
        return new Scalar(rgb & 0xFF, rgb >> 8 & 0xFF, rgb >> 16 & 0xFF, 0);
    }

    private int width(Look look) {
        return Math.max(1, (int) Math.round(look.width * scale));
    }

    private int rim() {
        return Math.max(2, (int) Math.round(2 * scale));
    }

    private Point pixel(watchpost.core.geometry.Point point) {
        return pixel(point.x(), point.y());
    }

    private Point pixel(double x, double y) {
        return new Point(pixel(x, size.width()), pixel(y, size.height()));
    }

    private static int pixel(double share, int length) {
        if (!Double.isFinite(share)) {
            throw new IllegalArgumentException("a corner is not a number");
        }
        return (int) Math.round(share * length);
    }

    /** A polygon's corners in pixels, as OpenCV takes them. */
    static Mat corners(List<watchpost.core.geometry.Point> corners, Size size) {
        Mat mat = new Mat(corners.size(), 1, CV_32SC2);
        try (IntIndexer indexer = mat.createIndexer()) {
            for (int i = 0; i < corners.size(); i++) {
                indexer.put(i, 0, 0, pixel(corners.get(i).x(), size.width()));
                indexer.put(i, 0, 1, pixel(corners.get(i).y(), size.height()));
            }
        }
        return mat;
    }
}
