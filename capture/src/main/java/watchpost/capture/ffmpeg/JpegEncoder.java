package watchpost.capture.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_QSCALE;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.FF_QP2LAMBDA;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import watchpost.core.geometry.Size;

/** Makes a JPEG of a picture, scaled to the wanted size. Any thread; everything native is freed before it returns. */
public final class JpegEncoder {
    /** FFmpeg's quantiser scale, 1 best to 31 worst. */
    private static final int QUALITY = 4;

    private JpegEncoder() {}

    /** {@code picture} as a JPEG of {@code size}. */
    public static byte[] encode(DecodedPicture picture, Size size) throws MediaException {
        Libraries.load();
        AVCodec codec = avcodec_find_encoder_by_name("mjpeg");
        if (codec == null || codec.isNull()) {
            throw new MediaException(MediaException.Reason.NO_DECODER, "no encoder for mjpeg");
        }
        AVFrame frame = av_frame_alloc();
        AVPacket packet = av_packet_alloc();
        AVCodecContext context = avcodec_alloc_context3(codec);
        try (Scaler scaler = new Scaler(Scaler.Quality.FAST);
                AVRational second = new AVRational().num(1).den(1)) {
            frame.width(size.width()).height(size.height()).format(AV_PIX_FMT_YUVJ420P);
            frame.quality(FF_QP2LAMBDA * QUALITY).pts(0);
            MediaException.check("picture", av_frame_get_buffer(frame, 0));
            scaler.scale(picture, frame);
            context.width(size.width()).height(size.height()).pix_fmt(AV_PIX_FMT_YUVJ420P);
            context.time_base(second).thread_count(1);
            context.flags(context.flags() | AV_CODEC_FLAG_QSCALE).global_quality(FF_QP2LAMBDA * QUALITY);
            MediaException.check("JPEG encoder", avcodec_open2(context, codec, new AVDictionary((Pointer) null)));
            MediaException.check("JPEG encoder", avcodec_send_frame(context, frame));
            MediaException.check("JPEG encoder", avcodec_receive_packet(context, packet));
            byte[] jpeg = new byte[packet.size()];
            BytePointer data = packet.data();
            data.get(jpeg, 0, jpeg.length);
            return jpeg;
        } finally {
            avcodec_free_context(context);
            av_packet_free(packet);
            av_frame_free(frame);
        }
    }
}
