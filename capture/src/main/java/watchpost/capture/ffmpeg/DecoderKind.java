package watchpost.capture.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_descriptor_get_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder_by_name;

import java.util.Locale;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecDescriptor;
import org.jspecify.annotations.Nullable;

/** A way of decoding that a configuration can ask for. */
public enum DecoderKind {
    SOFTWARE(""),
    /** NVIDIA's decoder on cards, through cuvid. */
    NVDEC("_cuvid"),
    /** Jetson, as NVIDIA's own FFmpeg has it. */
    NVV4L2DEC("_nvv4l2dec"),
    /** Jetson, as jetson-ffmpeg has it. */
    NVMPI("_nvmpi"),
    /** Video4Linux memory to memory: Raspberry Pi, Qualcomm and other systems on a chip. */
    V4L2M2M("_v4l2m2m"),
    /** Intel and AMD graphics: FFmpeg's own decoder with a device behind it. */
    VAAPI("");

    private final String suffix;

    DecoderKind(String suffix) {
        this.suffix = suffix;
    }

    /** The word of the configuration: {@code nvdec}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** FFmpeg's decoder for {@code codec}, which is FFmpeg's name: h264; null if the library has none. */
    @Nullable
    AVCodec find(String codec) {
        if (!suffix.isEmpty()) {
            return present(avcodec_find_decoder_by_name(codec + suffix));
        }
        AVCodecDescriptor descriptor = avcodec_descriptor_get_by_name(codec);
        return descriptor == null || descriptor.isNull() ? null : present(avcodec_find_decoder(descriptor.id()));
    }

    private static @Nullable AVCodec present(@Nullable AVCodec codec) {
        return codec == null || codec.isNull() ? null : codec;
    }

    /** What it decodes with, for sentences: "nvdec (h264_cuvid)". */
    String shown(String codec) {
        return suffix.isEmpty() ? word() : word() + " (" + codec + suffix + ")";
    }
}
