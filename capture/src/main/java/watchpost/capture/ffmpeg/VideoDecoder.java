package watchpost.capture.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
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
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import java.util.OptionalLong;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
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
    private BytePointer staging = new BytePointer(1L << 16);
    private boolean damaged;
    private boolean closed;

    private VideoDecoder(AVCodecContext context) {
        this.context = context;
    }

    /** The decoder for {@code input}'s chosen stream. */
    static VideoDecoder of(MediaInput input, Deblocking deblocking) throws MediaException {
        AVCodec codec = avcodec_find_decoder(input.video().codecpar().codec_id());
        return open(codec, input.codecName(), deblocking, context -> {
            context.pkt_timebase(input.video().time_base());
            return avcodec_parameters_to_context(context, input.video().codecpar());
        });
    }

    /**
     * The decoder called {@code name} for packets with times in nanoseconds.
     *
     * @param parameterSets of H.264 or H.265 with start codes; may be empty
     */
    public static VideoDecoder named(String name, byte[] parameterSets, Deblocking deblocking) throws MediaException {
        Libraries.load();
        return open(avcodec_find_decoder_by_name(name), name, deblocking, context -> {
            try (AVRational nanosecond = new AVRational().num(1).den(1_000_000_000)) {
                context.pkt_timebase(nanosecond);
            }
            if (parameterSets.length > 0) {
                BytePointer own = new BytePointer(av_mallocz(parameterSets.length + (long) PADDING));
                own.put(parameterSets, 0, parameterSets.length);
                context.extradata(own).extradata_size(parameterSets.length);
            }
            return 0;
        });
    }

    /** Sets a decoder up before it is opened; returns FFmpeg's code. */
    private interface Setup {
        int apply(AVCodecContext context);
    }

    private static VideoDecoder open(@Nullable AVCodec codec, String name, Deblocking deblocking, Setup setup)
            throws MediaException {
        if (codec == null || codec.isNull()) {
            throw new MediaException(MediaException.Reason.NO_DECODER, "no decoder for " + name);
        }
        VideoDecoder decoder = new VideoDecoder(avcodec_alloc_context3(codec));
        try {
            MediaException.check("decoder parameters", setup.apply(decoder.context));
            decoder.context.thread_count(1);
            if (deblocking == Deblocking.SKIPPED && codec.id() == AV_CODEC_ID_H264) {
                decoder.context.skip_loop_filter(AVDISCARD_ALL);
            }
            MediaException.check(
                    "decoder " + name, avcodec_open2(decoder.context, codec, new AVDictionary((Pointer) null)));
            return decoder;
        } catch (MediaException e) {
            decoder.close();
            throw e;
        }
    }

    /**
     * Decodes one whole encoded picture; false if the decoder refused it as damaged. Fetch the pictures next.
     *
     * @param stamp presentation time in nanoseconds, if known
     */
    public boolean send(byte[] encoded, int length, OptionalLong stamp) throws MediaException {
        if (staging.capacity() < length + PADDING) {
            staging.close();
            staging = new BytePointer(Math.max(2L * staging.capacity(), length + (long) PADDING));
        }
        staging.position(0).put(encoded, 0, length);
        staging.position(length).put(new byte[PADDING], 0, PADDING);
        AVPacket packet = av_packet_alloc();
        try {
            packet.data(staging.position(0)).size(length);
            packet.pts(stamp.orElse(AV_NOPTS_VALUE));
            return send(packet);
        } finally {
            av_packet_free(packet);
        }
    }

    boolean send(AVPacket packet) throws MediaException {
        int code = avcodec_send_packet(context, packet);
        if (code == OUT_OF_MEMORY) {
            throw new MediaException("decode", code);
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
    public boolean receive(DecodedPicture picture) throws MediaException {
        int code = avcodec_receive_frame(context, picture.frame());
        if (code == OUT_OF_MEMORY) {
            throw new MediaException("decode", code);
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
            staging.close();
        }
    }
}
