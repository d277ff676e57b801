package watchpost.capture.ffmpeg;

import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_CROP_UNALIGNED;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_apply_cropping;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_clone;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_image_get_buffer_size;

import java.util.OptionalLong;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import watchpost.core.geometry.Size;

/**
 * A reference to one decoded picture in FFmpeg's own memory and pixel format. A share of it outlives the decoder; the memory goes
 * back when the last reference is closed. Not thread-safe by itself: an owner who shares it between threads holds a lock.
 */
public final class DecodedPicture implements AutoCloseable {
    private final AVFrame frame;
    private boolean closed;

    /** An empty picture for a decoder to fill. */
    public DecodedPicture() {
        this(emptyFrame());
    }

    private static AVFrame emptyFrame() {
        Libraries.load();
        return av_frame_alloc();
    }

    private DecodedPicture(AVFrame frame) {
        this.frame = frame;
    }

    /** Another reference to the same pixels; no copy. The caller closes it. */
    public DecodedPicture share() {
        return new DecodedPicture(av_frame_clone(frame));
    }

    /**
     * A reference to a part of the same pixels; no copy. Where colours are stored for pairs of pixels, its upper left corner is moved to
     * the begin of one. The caller closes it.
     */
    public DecodedPicture part(int left, int top, Size size) throws MediaException {
        AVFrame part = av_frame_clone(frame);
        part.crop_left(left);
        part.crop_top(top);
        part.crop_right(frame.width() - left - size.width());
        part.crop_bottom(frame.height() - top - size.height());
        int result = av_frame_apply_cropping(part, AV_FRAME_CROP_UNALIGNED);
        if (result < 0) {
            av_frame_free(part);
        }
        MediaException.check("crop", result);
        return new DecodedPicture(part);
    }

    public Size size() {
        return new Size(frame.width(), frame.height());
    }

    /** Bytes of the pixels, without FFmpeg's padding. */
    public long bytes() {
        return Math.max(0, av_image_get_buffer_size(frame.format(), frame.width(), frame.height(), 1));
    }

    /** Presentation time in nanoseconds on the stream's own scale. */
    public OptionalLong nanos() {
        long stamp = frame.best_effort_timestamp() == AV_NOPTS_VALUE ? frame.pts() : frame.best_effort_timestamp();
        AVRational base = frame.time_base();
        return stamp == AV_NOPTS_VALUE || base.num() <= 0
                ? OptionalLong.empty()
                : OptionalLong.of(MediaInput.nanos(stamp, base));
    }

    public boolean isKeyFrame() {
        return (frame.flags() & AV_FRAME_FLAG_KEY) != 0;
    }

    /** True if the decoder had to guess parts of the picture. */
    public boolean isCorrupt() {
        return (frame.flags() & AV_FRAME_FLAG_CORRUPT) != 0 || frame.decode_error_flags() != 0;
    }

    AVFrame frame() {
        return frame;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            av_frame_free(frame);
        }
    }
}
