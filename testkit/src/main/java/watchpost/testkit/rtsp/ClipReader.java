package watchpost.testkit.rtsp;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_q2d;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;

/** Reads a whole video file into memory without decoding it. */
final class ClipReader {
    private static final double USUAL_FPS = 25;

    private final AVStream stream;
    private final ClipCodec codec;
    private final double ticksPerUnit;
    private final List<byte[]> parameterSets = new ArrayList<>();
    private final List<AccessUnit> pictures = new ArrayList<>();
    private int lengthSize = NalUnits.ANNEX_B;
    private long origin = AV_NOPTS_VALUE;

    private ClipReader(AVStream stream, ClipCodec codec) {
        this.codec = codec;
        this.stream = stream;
        this.ticksPerUnit = av_q2d(stream.time_base()) * Clip.TICKS_PER_SECOND;
    }

    /**
     * Reads the best video stream of a file.
     *
     * @throws IOException with one sentence if the file is missing, is no video, or has no stream of a codec that can be sent
     */
    static Clip read(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IOException("cannot read the clip '" + file + "': no such file, or no permission");
        }
        AVFormatContext context = new AVFormatContext(null);
        if (avformat_open_input(context, file.toString(), null, (AVDictionary) null) < 0) {
            throw new IOException("'" + file + "' is not a video file");
        }
        try {
            avformat_find_stream_info(context, (AVDictionary) null);
            int index = av_find_best_stream(context, AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
            if (index < 0) {
                throw new IOException("'" + file + "' has no video in it");
            }
            AVStream stream = context.streams(index);
            int id = stream.codecpar().codec_id();
            ClipCodec codec = ClipCodec.of(id)
                    .orElseThrow(() -> new IOException(
                            "'" + file + "' is " + avcodec_get_name(id).getString()
                                    + "; the clip camera sends H.264, H.265 and MJPEG, so convert it first"));
            return new ClipReader(stream, codec).readPictures(context, file);
        } finally {
            avformat_close_input(context);
        }
    }

    private Clip readPictures(AVFormatContext context, Path file) throws IOException {
        if (codec.hasUnits()) {
            readParameters(
                    bytes(stream.codecpar().extradata(), stream.codecpar().extradata_size()));
        }
        AVPacket packet = av_packet_alloc();
        try {
            while (av_read_frame(context, packet) >= 0) {
                if (packet.stream_index() == stream.index()) {
                    add(packet);
                }
                av_packet_unref(packet);
            }
        } finally {
            av_packet_free(packet);
        }
        if (pictures.isEmpty() || (codec.hasUnits() && parameterSets.isEmpty())) {
            throw new IOException("'" + file + "' has no key picture with its parameter sets");
        }
        return new Clip(
                codec.format(parameterSets),
                pictures,
                pictures.get(pictures.size() - 1).decodeAt() + frameTicks());
    }

    private void readParameters(byte[] extra) {
        boolean configuration = NalUnits.isConfiguration(extra);
        lengthSize = configuration ? codec.lengthSize(extra) : NalUnits.ANNEX_B;
        (configuration ? codec.parameterSets(extra) : NalUnits.split(extra, NalUnits.ANNEX_B))
                .forEach(this::keepParameterSet);
    }

    private void keepParameterSet(byte[] nal) {
        if (codec.isParameterSet(nal) && parameterSets.stream().noneMatch(known -> Arrays.equals(known, nal))) {
            parameterSets.add(nal);
        }
    }

    private void add(AVPacket packet) {
        boolean key = (packet.flags() & AV_PKT_FLAG_KEY) != 0;
        if (pictures.isEmpty() && !key) {
            return;
        }
        List<byte[]> parts = new ArrayList<>();
        byte[] data = bytes(packet.data(), packet.size());
        for (byte[] nal : codec.hasUnits() ? NalUnits.split(data, lengthSize) : List.of(data)) {
            keepParameterSet(nal);
            if (!codec.isParameterSet(nal) && !codec.isPadding(nal)) {
                parts.add(nal);
            }
        }
        if (origin == AV_NOPTS_VALUE) {
            origin = packet.dts();
        }
        long counted = pictures.size() * frameTicks();
        long decodeAt = ticks(packet.dts(), counted);
        pictures.add(new AccessUnit(decodeAt, ticks(packet.pts(), decodeAt), key, parts));
    }

    private long ticks(long stamp, long otherwise) {
        return stamp == AV_NOPTS_VALUE ? otherwise : Math.round((stamp - origin) * ticksPerUnit);
    }

    private long frameTicks() {
        double fps = av_q2d(stream.avg_frame_rate());
        return Math.round(Clip.TICKS_PER_SECOND / (fps > 0 ? fps : USUAL_FPS));
    }

    private static byte[] bytes(BytePointer data, int size) {
        byte[] copy = new byte[size];
        if (size > 0) {
            data.get(copy);
        }
        return copy;
    }
}
