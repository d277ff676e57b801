package watchpost.capture.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ422P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ444P;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_DEFAULT;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU709;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;
import watchpost.core.geometry.Size;

/** One pass of swscale, which keeps its tables while the shapes stay the same. Used and closed by one thread. */
final class Conversion implements AutoCloseable {
    /**
     * Everything that the tables depend on.
     *
     * @param fullRange luma of 0..255 in what is read
     * @param bt709 colours of high definition in what is read
     */
    record Shapes(Size from, int fromFormat, boolean fullRange, boolean bt709, Size to, int toFormat) {}

    private static final int UNITY = 1 << 16;

    private final int flags;
    private @Nullable Shapes shapes;
    private @Nullable SwsContext context;

    /** @param flags swscale's own */
    Conversion(int flags) {
        this.flags = flags;
    }

    /** True if the luma of {@code format} is of the full range by its very name. */
    static boolean isJpegFormat(int format) {
        return format == AV_PIX_FMT_YUVJ420P || format == AV_PIX_FMT_YUVJ422P || format == AV_PIX_FMT_YUVJ444P;
    }

    /** Cameras of HD size tag their streams as BT.709, often with the full range; what is not tagged is BT.601 as in JPEG. */
    static Shapes shapes(AVFrame from, int rows, Size to, int toFormat) {
        return new Shapes(
                new Size(from.width(), rows),
                from.format(),
                from.color_range() == AVCOL_RANGE_JPEG || isJpegFormat(from.format()),
                from.colorspace() == AVCOL_SPC_BT709,
                to,
                toFormat);
    }

    void run(
            Shapes wanted,
            PointerPointer<?> fromPlanes,
            IntPointer fromStrides,
            PointerPointer<?> toPlanes,
            IntPointer toStrides)
            throws MediaException {
        SwsContext tables = tables(wanted);
        int rows = sws_scale(tables, fromPlanes, fromStrides, 0, wanted.from.height(), toPlanes, toStrides);
        MediaException.check("scale", rows);
    }

    private SwsContext tables(Shapes wanted) throws MediaException {
        if (context != null && wanted.equals(shapes)) {
            return context;
        }
        close();
        SwsContext fresh = sws_getContext(
                wanted.from.width(),
                wanted.from.height(),
                wanted.fromFormat,
                wanted.to.width(),
                wanted.to.height(),
                wanted.toFormat,
                flags,
                null,
                null,
                (DoublePointer) null);
        if (fresh == null || fresh.isNull()) {
            throw new MediaException(
                    MediaException.Reason.INVALID_DATA, "no conversion for pixel format " + wanted.fromFormat);
        }
        IntPointer source = sws_getCoefficients(wanted.bt709 ? SWS_CS_ITU709 : SWS_CS_DEFAULT);
        IntPointer target = sws_getCoefficients(SWS_CS_DEFAULT);
        // formats without luma and chroma refuse this, and need nothing
        sws_setColorspaceDetails(
                fresh,
                source,
                wanted.fullRange ? 1 : 0,
                target,
                isJpegFormat(wanted.toFormat) ? 1 : 0,
                0,
                UNITY,
                UNITY);
        context = fresh;
        shapes = wanted;
        return fresh;
    }

    @Override
    public void close() {
        if (context != null) {
            sws_freeContext(context);
            context = null;
            shapes = null;
        }
    }
}
