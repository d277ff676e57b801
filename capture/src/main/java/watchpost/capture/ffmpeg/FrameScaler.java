package watchpost.capture.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;
import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;

import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;
import watchpost.core.geometry.Letterbox;
import watchpost.core.geometry.Size;
import watchpost.core.vision.PixelOrder;

/**
 * Scales decoded pictures into a model's input. A picture is first made small in the decoder's own planes and then coloured, so that
 * the colours cost as much as the input has pixels; of a much taller picture only every second, third or fourth row is read. Each
 * pixel is the mean of the area it stands for. Used by one thread at a time.
 */
final class FrameScaler implements AutoCloseable {
    /** The colouring pass writes so many pixels at a time, even beyond the end of a row: a narrower place has a margin there. */
    private static final int VECTOR = 16;

    private final Conversion scaling = new Conversion(SWS_AREA);
    private final Conversion colouring = new Conversion(SWS_AREA);
    private final PointerPointer<Pointer> fromPlanes = new PointerPointer<>(4);
    private final IntPointer fromStrides = new IntPointer(4);
    private final PointerPointer<Pointer> planes = new PointerPointer<>(4);
    private final IntPointer strides = new IntPointer(4);
    private AVFrame small = new AVFrame(null);
    private Size fromSize = new Size(1, 1);
    private int fromFormat;
    private @Nullable Letterbox place;
    private @Nullable PixelOrder order;

    FrameScaler() {
        Libraries.load();
    }

    /**
     * Scales the whole of {@code picture} into the region of {@code pixels} that {@code place} says; the rest is not touched.
     *
     * @param pixels a direct buffer of packed rows, {@code place.input()} in size, three bytes a pixel
     */
    void scale(DecodedPicture picture, ByteBuffer pixels, Letterbox place, PixelOrder order) throws MediaException {
        int stride = place.input().width() * 3;
        int needed = stride * place.input().height();
        if (!pixels.isDirect() || pixels.capacity() < needed) {
            throw new IllegalArgumentException("not a direct buffer of " + needed + " bytes");
        }
        int format = order == PixelOrder.BGR ? AV_PIX_FMT_BGR24 : AV_PIX_FMT_RGB24;
        AVFrame from = picture.frame();
        fromSize = picture.size();
        fromFormat = from.format();
        this.place = place;
        this.order = order;
        Size size = new Size(place.width(), place.height());
        try (BytePointer base = new BytePointer(pixels.duplicate().clear())) {
            planes.put(0, base.getPointer(place.y() * (long) stride + place.x() * 3L));
            strides.put(0, stride);
            if (size.width() % VECTOR == 0 && hasLuma(from.format())) {
                shrink(from, size);
                Conversion.Shapes shapes = Conversion.shapes(small, size.height(), size, format);
                colouring.run(shapes, small.data(), small.linesize(), planes, strides);
            } else {
                Conversion.Shapes shapes = Conversion.shapes(from, from.height(), size, format);
                colouring.run(shapes, from.data(), from.linesize(), planes, strides);
            }
        }
    }

    /** True if the last picture was like {@code picture} and went to the same place: the tables for it are there. */
    boolean isReadyFor(DecodedPicture picture, Letterbox wantedPlace, PixelOrder wantedOrder) {
        return wantedPlace.equals(place)
                && wantedOrder == order
                && picture.frame().format() == fromFormat
                && picture.size().equals(fromSize);
    }

    private void shrink(AVFrame from, Size size) throws MediaException {
        boolean fullRange =
                Conversion.shapes(from, from.height(), size, from.format()).fullRange();
        int format = fullRange ? AV_PIX_FMT_YUVJ420P : AV_PIX_FMT_YUV420P;
        if (small.isNull() || small.width() != size.width() || small.height() != size.height()) {
            av_frame_free(small);
            small = av_frame_alloc();
            small.width(size.width()).height(size.height()).format(AV_PIX_FMT_YUV420P);
            MediaException.check("picture", av_frame_get_buffer(small, 0));
        }
        small.format(format).color_range(from.color_range()).colorspace(from.colorspace());
        int step = rowStep(from.height(), size.height());
        for (int plane = 0; plane < 4; plane++) {
            BytePointer data = from.data(plane);
            int stride = from.linesize(plane);
            boolean present = data != null && !data.isNull();
            fromPlanes.put(plane, present ? data.getPointer((long) stride * (step / 2)) : null);
            fromStrides.put(plane, stride * step);
        }
        Size rows = new Size(from.width(), from.height() / step);
        // the colours stay what they are: a conversion between colour spaces would go through RGB
        Conversion.Shapes shapes = new Conversion.Shapes(rows, from.format(), fullRange, false, size, format);
        scaling.run(shapes, fromPlanes, fromStrides, small.data(), small.linesize());
    }

    /** Every how many rows are read; divides the rows of luma and of chroma without a rest. */
    static int rowStep(int rows, int wanted) {
        int step = Math.max(1, rows / wanted);
        while (rows % (2 * step) != 0 && step > 1) {
            step--;
        }
        return step;
    }

    private static boolean hasLuma(int format) {
        AVPixFmtDescriptor descriptor = av_pix_fmt_desc_get(format);
        return descriptor != null && (descriptor.flags() & AV_PIX_FMT_FLAG_RGB) == 0 && descriptor.nb_components() >= 3;
    }

    @Override
    public void close() {
        scaling.close();
        colouring.close();
        av_frame_free(small);
        fromPlanes.close();
        fromStrides.close();
        planes.close();
        strides.close();
    }
}
