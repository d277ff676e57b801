package watchpost.capture.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INT;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import watchpost.core.geometry.Size;

/** Converts single pictures for people: evidence, stills, the page. Used and closed by one thread. */
public final class Scaler implements AutoCloseable {
    /** How carefully to scale. */
    public enum Quality {
        /** For the page. */
        FAST(SWS_AREA),
        /** For stills and evidence. */
        ACCURATE(SWS_BILINEAR | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT);

        private final int flags;

        Quality(int flags) {
            this.flags = flags;
        }
    }

    private static final int OVERRUN = 64;

    private final Conversion conversion;
    private final PointerPointer<Pointer> planes = new PointerPointer<>(4);
    private final IntPointer strides = new IntPointer(4);

    public Scaler(Quality quality) {
        Libraries.load();
        this.conversion = new Conversion(quality.flags);
    }

    /** The whole picture in its own size as packed rows of blue, green, red, on the heap. */
    public byte[] toBgr(DecodedPicture picture) throws MediaException {
        return toBgr(picture, picture.size());
    }

    /** The same, scaled to {@code size}. */
    public byte[] toBgr(DecodedPicture picture, Size size) throws MediaException {
        int stride = size.width() * 3;
        byte[] bgr = new byte[stride * size.height()];
        // swscale writes whole vectors and may touch some bytes beyond the last row
        try (BytePointer pixels = new BytePointer((long) bgr.length + OVERRUN)) {
            planes.put(0, pixels);
            strides.put(0, stride);
            convert(picture.frame(), size, AV_PIX_FMT_BGR24, planes, strides);
            pixels.get(bgr, 0, bgr.length);
        }
        return bgr;
    }

    /** Scales into another frame of FFmpeg's. */
    void scale(DecodedPicture picture, AVFrame to) throws MediaException {
        convert(picture.frame(), new Size(to.width(), to.height()), to.format(), to.data(), to.linesize());
    }

    private void convert(AVFrame from, Size size, int format, PointerPointer<?> toPlanes, IntPointer toStrides)
            throws MediaException {
        Conversion.Shapes shapes = Conversion.shapes(from, from.height(), size, format);
        conversion.run(shapes, from.data(), from.linesize(), toPlanes, toStrides);
    }

    @Override
    public void close() {
        conversion.close();
        planes.close();
        strides.close();
    }
}
