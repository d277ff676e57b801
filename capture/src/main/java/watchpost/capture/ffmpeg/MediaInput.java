package watchpost.capture.ffmpeg;

import static org.bytedeco.ffmpeg.avformat.AVFormatContext.AVFMT_FLAG_NONBLOCK;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_NONE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_PRFT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_get_side_data;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_profile_name;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BACKWARD;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_frame_rate;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_seek_file;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVProducerReferenceTime;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.jspecify.annotations.Nullable;
import watchpost.capture.ring.StreamFormat;
import watchpost.core.geometry.Size;

/** A file or an RTSP session opened by FFmpeg's own demuxers. */
public final class MediaInput implements PacketSource {
    private static final int TRY_AGAIN = -11;
    private static final long DEVICE_PAUSE_NANOS = 1_000_000L;
    private static final long GOODBYE_NANOS = 300_000_000L;
    private static final long DEFAULT_FRAME_NANOS = 40_000_000L;

    private final InterruptGuard guard;
    private final AVFormatContext context;
    private final AVPacket packet = av_packet_alloc();
    private final SizeTPointer sideDataSize = new SizeTPointer(1);
    private int videoIndex = -1;
    private @Nullable StreamFormat format;
    private boolean closed;

    private MediaInput(AVFormatContext context, InterruptGuard guard) {
        this.context = context;
        this.guard = guard;
    }

    /**
     * Opens {@code url} with FFmpeg's {@code options}; ends at the guard's deadline. The caller chooses the video stream next, with
     * {@link #selectVideo(boolean)}.
     */
    public static MediaInput open(String url, Map<String, String> options, InterruptGuard guard) throws MediaException {
        Libraries.load();
        return open(url, null, options, guard);
    }

    /** Opens the Video4Linux device {@code path}. */
    public static MediaInput openDevice(String path, InterruptGuard guard) throws MediaException {
        return open(path, Devices.video4linux(), Map.of(), guard);
    }

    private static MediaInput open(
            String url, @Nullable AVInputFormat format, Map<String, String> options, InterruptGuard guard)
            throws MediaException {
        AVFormatContext context = avformat_alloc_context();
        guard.install(context);
        if (format != null) {
            // a read that finds nothing comes back, where a blocking one would never ask the guard
            context.flags(context.flags() | AVFMT_FLAG_NONBLOCK);
        }
        AVDictionary dictionary = new AVDictionary((Pointer) null);
        options.forEach((name, value) -> av_dict_set(dictionary, name, value, 0));
        try (BytePointer text = new BytePointer(url, StandardCharsets.UTF_8)) {
            // on failure FFmpeg frees the context itself
            MediaException.check("open", avformat_open_input(context, text, format, dictionary));
        } finally {
            av_dict_free(dictionary);
        }
        return new MediaInput(context, guard);
    }

    /**
     * Chooses the best video stream. Where {@code probe} is false the stream is not read ahead if what the session description says
     * is enough to decode it, which saves about two seconds of opening.
     */
    public void selectVideo(boolean probe) throws MediaException {
        int described = av_find_best_stream(context, AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
        if (probe || described < 0 || !decodable(context.streams(described).codecpar())) {
            MediaException.check("probing", avformat_find_stream_info(context, (AVDictionary) null));
            described = av_find_best_stream(context, AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
        }
        if (described < 0) {
            throw new MediaException(MediaException.Reason.NO_VIDEO, "there is no video stream");
        }
        videoIndex = described;
    }

    private static boolean decodable(AVCodecParameters parameters) {
        int codec = parameters.codec_id();
        return codec == AV_CODEC_ID_MJPEG
                || ((codec == AV_CODEC_ID_H264 || codec == AV_CODEC_ID_HEVC) && parameters.extradata_size() > 0);
    }

    @Override
    public StreamInfo info() {
        AVStream stream = video();
        AVCodecParameters parameters = stream.codecpar();
        AVRational rate = av_guess_frame_rate(context, stream, null);
        double fps = rate.num() <= 0 || rate.den() <= 0 ? 0 : (double) rate.num() / rate.den();
        long duration = stream.duration() == AV_NOPTS_VALUE
                ? (context.duration() == AV_NOPTS_VALUE ? 0 : context.duration() * 1000)
                : nanos(stream.duration(), stream.time_base());
        BytePointer profile = avcodec_profile_name(parameters.codec_id(), parameters.profile());
        return new StreamInfo(
                codecName(),
                profile == null || profile.isNull() ? "" : profile.getString(),
                parameters.width() > 0 && parameters.height() > 0
                        ? Optional.of(new Size(parameters.width(), parameters.height()))
                        : Optional.empty(),
                fps,
                duration,
                fps > 0 ? Math.round(1e9 / fps) : DEFAULT_FRAME_NANOS);
    }

    String codecName() {
        int codec = video().codecpar().codec_id();
        return codec == AV_CODEC_ID_NONE ? "unknown" : avcodec_get_name(codec).getString();
    }

    @Override
    public Optional<String> audio() {
        int index = av_find_best_stream(context, AVMEDIA_TYPE_AUDIO, -1, -1, (AVCodec) null, 0);
        return index < 0
                ? Optional.empty()
                : Optional.of(avcodec_get_name(context.streams(index).codecpar().codec_id())
                        .getString());
    }

    @Override
    public boolean read() throws MediaException {
        av_packet_unref(packet);
        int code = av_read_frame(context, packet);
        while (code == TRY_AGAIN && !guard.expired() && !guard.stopped()) {
            LockSupport.parkNanos(DEVICE_PAUSE_NANOS);
            code = av_read_frame(context, packet);
        }
        if (code == TRY_AGAIN) {
            throw new MediaException(MediaException.Reason.INTERRUPTED, "nothing came in time");
        }
        if (code == AVERROR_EOF) {
            return false;
        }
        MediaException.check("read", code);
        if (isVideo()) {
            packet.pts(inNanos(packet.pts()));
            packet.dts(inNanos(packet.dts()));
        }
        return true;
    }

    private long inNanos(long stamp) {
        return stamp == AV_NOPTS_VALUE ? AV_NOPTS_VALUE : nanos(stamp, video().time_base());
    }

    @Override
    public boolean isVideo() {
        return packet.stream_index() == videoIndex;
    }

    @Override
    public int packetBytes() {
        return packet.size();
    }

    @Override
    public int packetLength() {
        return packet.size();
    }

    @Override
    public byte[] packetData() {
        byte[] data = new byte[packet.size()];
        packet.data().get(data, 0, data.length);
        return data;
    }

    @Override
    public StreamFormat format() {
        StreamFormat known = format;
        if (known == null) {
            AVCodecParameters parameters = video().codecpar();
            byte[] header = new byte[parameters.extradata_size()];
            if (header.length > 0) {
                parameters.extradata().get(header, 0, header.length);
            }
            known = new StreamFormat(codecName(), header);
            format = known;
        }
        return known;
    }

    @Override
    public boolean isKeyFrame() {
        return (packet.flags() & AV_PKT_FLAG_KEY) != 0;
    }

    @Override
    public OptionalLong packetNanos() {
        return packet.pts() == AV_NOPTS_VALUE ? OptionalLong.empty() : OptionalLong.of(packet.pts());
    }

    @Override
    public OptionalLong senderMicros() {
        BytePointer data = av_packet_get_side_data(packet, AV_PKT_DATA_PRFT, sideDataSize);
        return data == null || data.isNull()
                ? OptionalLong.empty()
                : OptionalLong.of(new AVProducerReferenceTime(data).wallclock());
    }

    @Override
    public void rewind() throws MediaException {
        MediaException.check(
                "seek", avformat_seek_file(context, -1, Long.MIN_VALUE, 0, Long.MAX_VALUE, AVSEEK_FLAG_BACKWARD));
    }

    @Override
    public VideoDecoder newDecoder(DecoderWish wish) throws MediaException {
        return VideoDecoder.of(this, wish);
    }

    @Override
    public boolean sendTo(VideoDecoder decoder) throws MediaException {
        return decoder.send(packet);
    }

    AVPacket packet() {
        return packet;
    }

    AVStream video() {
        if (videoIndex < 0) {
            throw new IllegalStateException("no video stream was chosen");
        }
        return context.streams(videoIndex);
    }

    /** {@code stamp} in units of {@code base} as nanoseconds, without overflow for stamps of years. */
    static long nanos(long stamp, AVRational base) {
        long whole = stamp / base.den() * base.num();
        long rest = stamp % base.den() * base.num();
        return whole * 1_000_000_000L + rest * 1_000_000_000L / base.den();
    }

    /** Says goodbye to the server where there is one, and frees everything. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        guard.leaveWithin(GOODBYE_NANOS, () -> avformat_close_input(context));
        av_packet_free(packet);
        sideDataSize.close();
    }
}
