package watchpost.bench.peers;

import java.nio.file.Path;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameGrabber;
import org.bytedeco.javacv.OpenCVFrameConverter;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_dnn;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** Pictures of a clip through JavaCV's grabber and {@code blobFromImage}, as usually written: pictures of full size, then a blob of floats. */
final class GrabbedPictures implements AutoCloseable {
    /** The model's input. */
    static final int SIDE = 416;

    private static final double DEVIATION = 57.6;

    private final FFmpegFrameGrabber grabber;
    private final OpenCVFrameConverter.ToMat converter = new OpenCVFrameConverter.ToMat();

    GrabbedPictures(Path clip) throws FrameGrabber.Exception {
        grabber = new FFmpegFrameGrabber(clip.toFile());
        grabber.start();
    }

    /** The next picture as 1×3×416×416 floats, from the begin again after the last; the caller closes it. */
    Mat next() throws FrameGrabber.Exception {
        Frame frame = grabber.grabImage();
        if (frame == null) {
            grabber.restart();
            frame = grabber.grabImage();
        }
        Mat picture = converter.convert(frame);
        return opencv_dnn.blobFromImage(
                picture,
                1 / DEVIATION,
                new Size(SIDE, SIDE),
                new Scalar(103.53, 116.28, 123.675, 0),
                false,
                false,
                opencv_core.CV_32F);
    }

    @Override
    public void close() throws FrameGrabber.Exception {
        converter.close();
        grabber.close();
    }
}
