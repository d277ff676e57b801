package watchpost.capture.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_clone;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_HWDEVICE_TYPE_VAAPI;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_copy_props;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_move_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_hwdevice_ctx_create;
import static org.bytedeco.ffmpeg.global.avutil.av_hwframe_transfer_data;

import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVBufferRef;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * One of FFmpeg's decoders, on one thread: with many cameras the cores are busy anyway, and frame threads would add a frame of delay.
 * Its pictures lie in the program's own memory, also those of a device.
 */
final class CodecDecoder implements PictureDecoder {
    private static final int TRY_AGAIN = -11;
    private static final int OUT_OF_MEMORY = -12;
    /** What a decoder that works beside us may leave untaken; beyond it packets count as damaged. */
    private static final int MOST_WAITING = 32;

    /** Sets a decoder up before it is opened; returns FFmpeg's code. */
    interface Setup {
        int apply(AVCodecContext context);
    }

    private final AVCodecContext context;
    private final boolean onDevice;
    private final Deque<AVPacket> waiting = new ArrayDeque<>();
    private final AVFrame transferred = av_frame_alloc();
    private boolean damaged;
    private boolean closed;

    private CodecDecoder(AVCodecContext context, boolean onDevice) {
        this.context = context;
        this.onDevice = onDevice;
    }

    /** The decoder of {@code kind} for {@code codec}, FFmpeg's name: h264. */
    static CodecDecoder open(DecoderKind kind, String codec, Deblocking deblocking, Setup setup) throws MediaException {
        AVCodec found = kind.find(codec);
        if (found == null) {
            throw new MediaException(
                    MediaException.Reason.NO_DECODER,
                    kind == DecoderKind.SOFTWARE ? "no decoder for " + codec : "this FFmpeg does not have it");
        }
        return open(found, kind == DecoderKind.VAAPI, deblocking, setup);
    }

    static CodecDecoder open(AVCodec codec, boolean onDevice, Deblocking deblocking, Setup setup)
            throws MediaException {
        CodecDecoder decoder = new CodecDecoder(avcodec_alloc_context3(codec), onDevice);
        try {
            AVCodecContext context = decoder.context;
            MediaException.check("decoder parameters", setup.apply(context));
            context.thread_count(1);
            if (deblocking == Deblocking.SKIPPED && codec.id() == AV_CODEC_ID_H264) {
                context.skip_loop_filter(AVDISCARD_ALL);
            }
            if (onDevice) {
                AVBufferRef device = new AVBufferRef();
                MediaException.check(
                        "device",
                        av_hwdevice_ctx_create(
                                device,
                                AV_HWDEVICE_TYPE_VAAPI,
                                (BytePointer) null,
                                new AVDictionary((Pointer) null),
                                0));
                context.hw_device_ctx(device);
            }
            MediaException.check(
                    "decoder " + codec.name().getString(),
                    avcodec_open2(context, codec, new AVDictionary((Pointer) null)));
            return decoder;
        } catch (MediaException e) {
            decoder.close();
            throw e;
        }
    }

    @Override
    public boolean send(AVPacket packet) throws MediaException {
        if (!waiting.isEmpty() && !sendWaiting()) {
            return keep(packet);
        }
        int code = avcodec_send_packet(context, packet);
        return code == TRY_AGAIN ? keep(packet) : accepted(code);
    }

    private boolean keep(AVPacket packet) {
        return waiting.size() < MOST_WAITING && waiting.add(av_packet_clone(packet));
    }

    /** False if some still wait. */
    private boolean sendWaiting() throws MediaException {
        while (!waiting.isEmpty()) {
            AVPacket packet = waiting.getFirst();
            int code = avcodec_send_packet(context, packet);
            if (code == TRY_AGAIN) {
                return false;
            }
            av_packet_free(waiting.removeFirst());
            accepted(code);
        }
        return true;
    }

    private static boolean accepted(int code) throws MediaException {
        if (code == OUT_OF_MEMORY) {
            throw new MediaException("decode", code);
        }
        return code >= 0;
    }

    @Override
    public void drain() {
        avcodec_send_packet(context, null);
    }

    @Override
    public void flush() {
        avcodec_flush_buffers(context);
        forget();
    }

    private void forget() {
        waiting.forEach(packet -> av_packet_free(packet));
        waiting.clear();
    }

    @Override
    public boolean receive(DecodedPicture picture) throws MediaException {
        int code = avcodec_receive_frame(context, picture.frame());
        if (code == TRY_AGAIN && !waiting.isEmpty()) {
            sendWaiting();
            code = avcodec_receive_frame(context, picture.frame());
        }
        if (code < 0) {
            accepted(code);
            // what waits and the end mean that all is well, anything else that a damaged picture was left out
            damaged = code != TRY_AGAIN && code != AVERROR_EOF;
            return false;
        }
        if (onDevice) {
            transfer(picture.frame());
        }
        picture.frame().time_base(context.pkt_timebase());
        return true;
    }

    private void transfer(AVFrame frame) throws MediaException {
        if (frame.hw_frames_ctx() == null || frame.hw_frames_ctx().isNull()) {
            throw new MediaException(MediaException.Reason.NO_DECODER, "the device does not decode this kind of video");
        }
        MediaException.check("transfer", av_hwframe_transfer_data(transferred, frame, 0));
        av_frame_copy_props(transferred, frame);
        av_frame_unref(frame);
        av_frame_move_ref(frame, transferred);
    }

    @Override
    public boolean wasDamaged() {
        return damaged;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            forget();
            av_frame_free(transferred);
            avcodec_free_context(context);
        }
    }
}
