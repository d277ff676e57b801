package watchpost.capture.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * A software decoder of one thread: with many cameras the cores are busy anyway, and frame threads would add a frame of delay. Used
 * and closed by one thread.
 */
public final class VideoDecoder implements AutoCloseable {
    private static final int TRY_AGAIN = -11;
    private static final int OUT_OF_MEMORY = -12;

    /** What FFmpeg's bit readers may read beyond the end (AV_INPUT_BUFFER_PADDING_SIZE). */
    private static final int PADDING = 64;

    private final AVCodecContext context;
    private boolean damaged;
    private boolean closed;

    private VideoDecoder(AVCodecContext context) {
        this.context = context;
    }

    /** The decoder for {@code input}'s chosen stream. */
    public static VideoDecoder of(MediaInput input) throws FfmpegException {
        AVCodec codec = avcodec_find_decoder(input.video().codecpar().codec_id());
        return open(codec, input.codecName(), input);
    }

    /** The decoder called {@code name} for single pictures. */
    public static VideoDecoder named(String name) throws FfmpegException {
        Libraries.load();
        return open(avcodec_find_decoder_by_name(name), name, null);
    }

    private static VideoDecoder open(@Nullable AVCodec codec, String name, @Nullable MediaInput input)
            throws FfmpegException {
        if (codec == null || codec.isNull()) {
            throw new FfmpegException(FfmpegException.Reason.NO_DECODER, "no decoder for " + name);
        }
        VideoDecoder decoder = new VideoDecoder(avcodec_alloc_context3(codec));
        try {
            if (input != null) {
                FfmpegException.check(
                        "decoder parameters",
                        avcodec_parameters_to_context(
                                decoder.context, input.video().codecpar()));
                decoder.context.pkt_timebase(input.video().time_base());
            }
            decoder.context.thread_count(1);
            FfmpegException.check(
                    "decoder " + name, avcodec_open2(decoder.context, codec, new AVDictionary((Pointer) null)));
            return decoder;
        } catch (FfmpegException e) {
            decoder.close();
            throw e;
        }
    }

    /** Decodes the packet that {@code input} read last; false if the decoder refused it as damaged. Fetch the pictures next. */
    public boolean send(MediaInput input) throws FfmpegException {
        return send(input.packet());
    }

    /** Decodes one whole encoded picture; false if the decoder refused it as damaged. */
    public boolean send(byte[] encoded) throws FfmpegException {
        AVPacket packet = av_packet_alloc();
        try (BytePointer data = new BytePointer(encoded.length + PADDING)) {
            data.zero();
            data.put(encoded, 0, encoded.length);
            packet.data(data).size(encoded.length);
            return send(packet);
        } finally {
            av_packet_free(packet);
        }
    }

    private boolean send(AVPacket packet) throws FfmpegException {
        int code = avcodec_send_packet(context, packet);
        if (code == OUT_OF_MEMORY) {
            throw new FfmpegException("decode", code);
        }
        return code >= 0;
    }

    /** Says that no more packets come, so that the pictures still held back can be fetched. */
    public void drain() {
        avcodec_send_packet(context, null);
    }

    /** Forgets everything, for a jump to another place of the stream. */
    public void flush() {
        avcodec_flush_buffers(context);
    }

    /** Puts the next decoded picture into {@code picture}; false if there is none before the next packet or at the end. */
    public boolean receive(DecodedPicture picture) throws FfmpegException {
        int code = avcodec_receive_frame(context, picture.frame());
        if (code == OUT_OF_MEMORY) {
            throw new FfmpegException("decode", code);
        }
        if (code < 0) {
            // TRY_AGAIN and the end mean that all is well, anything else that a damaged picture was left out
            damaged = code != TRY_AGAIN && code != AVERROR_EOF;
            return false;
        }
        picture.frame().time_base(context.pkt_timebase());
        return true;
    }

    /** True if the last {@link #receive} found nothing because a picture was too damaged. */
    public boolean wasDamaged() {
        return damaged;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            avcodec_free_context(context);
        }
    }
}
