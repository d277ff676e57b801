package watchpost.testkit.rtsp;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;

import java.util.List;
import java.util.Optional;

/** What clips may be coded in, and how their pictures lie in files. */
enum ClipCodec {
    H264(AV_CODEC_ID_H264),
    H265(AV_CODEC_ID_HEVC),
    MJPEG(AV_CODEC_ID_MJPEG);

    private final int id;

    ClipCodec(int id) {
        this.id = id;
    }

    /** By FFmpeg's number. */
    static Optional<ClipCodec> of(int id) {
        return List.of(values()).stream().filter(codec -> codec.id == id).findFirst();
    }

    /** True if pictures are made of NAL units, false if they are whole files. */
    boolean hasUnits() {
        return this != MJPEG;
    }

    /** True for what a decoder must know before the first picture. */
    boolean isParameterSet(byte[] nal) {
        return switch (this) {
            case H264 -> h264Type(nal) == 7 || h264Type(nal) == 8;
            case H265 -> H265Format.type(nal) >= 32 && H265Format.type(nal) <= 34;
            case MJPEG -> false;
        };
    }

    /** True for what only repeats the container's framing: access unit delimiters and filler. */
    boolean isPadding(byte[] nal) {
        return switch (this) {
            case H264 -> h264Type(nal) == 9 || h264Type(nal) == 12;
            case H265 -> H265Format.type(nal) == 35 || H265Format.type(nal) == 38;
            case MJPEG -> false;
        };
    }

    /** The size of the lengths before units, from an MP4 decoder configuration record. */
    int lengthSize(byte[] configuration) {
        return (configuration[this == H264 ? 4 : 21] & 3) + 1;
    }

    /** The parameter sets of an MP4 decoder configuration record. */
    List<byte[]> parameterSets(byte[] configuration) {
        return this == H264 ? NalUnits.h264ParameterSets(configuration) : NalUnits.h265ParameterSets(configuration);
    }

    PayloadFormat format(List<byte[]> parameterSets) {
        return switch (this) {
            case H264 -> new H264Format(parameterSets);
            case H265 -> new H265Format(parameterSets);
            case MJPEG -> new JpegFormat();
        };
    }

    private static int h264Type(byte[] nal) {
        return nal[0] & 0x1F;
    }
}
