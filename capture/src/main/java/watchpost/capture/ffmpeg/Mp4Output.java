package watchpost.capture.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import watchpost.core.geometry.Size;

/** Encodes BGR pictures as H.264 (libopenh264) into an MP4 file. Used and closed by one thread. */
public final class Mp4Output implements AutoCloseable {
    /** Bits for each pixel of each picture: plain to look at, about 3 Mbit/s for 720p at 25 fps. */
    private static final double BITS_PER_PIXEL = 0.13;

    private static final int TRY_AGAIN = -11;

    private final Size size;
    private final AVFormatContext format = new AVFormatContext(null);
    private final AVFrame frame = av_frame_alloc();
    private final AVPacket packet = av_packet_alloc();
    private final AVRational tick;
    private final SwsContext colours;
    private final PointerPointer<Pointer> planes = new PointerPointer<>(4);
    private final IntPointer strides = new IntPointer(4);
    private final BytePointer pixels;
    private AVCodecContext encoder = new AVCodecContext(null);
    private AVStream stream = new AVStream(null);
    private boolean closed;

    /**
     * Begins {@code file}, which is written over.
     *
     * @param size width and height, both even
     * @param fps pictures per second, as milli-fps are told to players
     */
    public Mp4Output(String file, Size size, double fps) throws MediaException {
        Libraries.load();
        this.size = size;
        tick = new AVRational().num(1000).den((int) Math.max(1, Math.round(fps * 1000)));
        pixels = new BytePointer((long) size.width() * size.height() * 3);
        colours = sws_getContext(
                size.width(),
                size.height(),
                AV_PIX_FMT_BGR24,
                size.width(),
                size.height(),
                AV_PIX_FMT_YUV420P,
                SWS_BILINEAR,
                null,
                null,
                (DoublePointer) null);
        try {
            begin(file, fps);
        } catch (MediaException e) {
            close();
            throw e;
        }
    }

    private void begin(String file, double fps) throws MediaException {
        MediaException.check("MP4 writer", avformat_alloc_output_context2(format, null, "mp4", null));
        AVCodec codec = avcodec_find_encoder_by_name("libopenh264");
        if (codec == null || codec.isNull()) {
            throw new MediaException(MediaException.Reason.NO_DECODER, "no encoder libopenh264");
        }
        encoder = avcodec_alloc_context3(codec);
        encoder.width(size.width()).height(size.height()).pix_fmt(AV_PIX_FMT_YUV420P);
        encoder.time_base(tick).thread_count(1).gop_size((int) Math.max(1, Math.round(fps * 2)));
        encoder.bit_rate(Math.round(BITS_PER_PIXEL * size.width() * size.height() * fps));
        encoder.flags(encoder.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
        MediaException.check("H.264 encoder", avcodec_open2(encoder, codec, new AVDictionary((Pointer) null)));
        stream = avformat_new_stream(format, null);
        stream.time_base(tick);
        MediaException.check("MP4 writer", avcodec_parameters_from_context(stream.codecpar(), encoder));
        AVIOContext io = new AVIOContext(null);
        try (BytePointer name = new BytePointer(file, StandardCharsets.UTF_8)) {
            MediaException.check("write", avio_open(io, name, AVIO_FLAG_WRITE));
        }
        format.pb(io);
        MediaException.check("write", avformat_write_header(format, new AVDictionary((Pointer) null)));
        frame.width(size.width()).height(size.height()).format(AV_PIX_FMT_YUV420P);
        MediaException.check("picture", av_frame_get_buffer(frame, 0));
    }

    /** Adds one picture. {@code bgr}: packed rows of {@code rowPixels} pixels; what lies beyond the video's size is left out. */
    public void write(byte[] bgr, int rowPixels, long number) throws MediaException {
        MediaException.check("picture", av_frame_make_writable(frame));
        for (int y = 0; y < size.height(); y++) {
            pixels.position((long) y * size.width() * 3).put(bgr, y * rowPixels * 3, size.width() * 3);
        }
        pixels.position(0);
        planes.put(0, pixels);
        strides.put(0, size.width() * 3);
        MediaException.check(
                "scale", sws_scale(colours, planes, strides, 0, size.height(), frame.data(), frame.linesize()));
        frame.pts(number);
        MediaException.check("H.264 encoder", avcodec_send_frame(encoder, frame));
        writePackets();
    }

    /** Writes what the encoder still holds and the index: the file is complete. */
    public void finish() throws MediaException {
        MediaException.check("H.264 encoder", avcodec_send_frame(encoder, null));
        writePackets();
        MediaException.check("write", av_write_trailer(format));
    }

    private void writePackets() throws MediaException {
        while (true) {
            int code = avcodec_receive_packet(encoder, packet);
            if (code == TRY_AGAIN || code == AVERROR_EOF) {
                return;
            }
            MediaException.check("H.264 encoder", code);
            packet.duration(1);
            av_packet_rescale_ts(packet, tick, stream.time_base());
            packet.stream_index(0);
            MediaException.check("write", av_interleaved_write_frame(format, packet));
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        avcodec_free_context(encoder);
        if (!format.isNull()) {
            if (format.pb() != null && !format.pb().isNull()) {
                avio_closep(format.pb());
            }
            avformat_free_context(format);
        }
        av_packet_free(packet);
        av_frame_free(frame);
        sws_freeContext(colours);
        pixels.close();
        planes.close();
        strides.close();
        tick.close();
    }
}
