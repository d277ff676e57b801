package watchpost.capture;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import watchpost.capture.ffmpeg.DecoderCatalogue;

/**
 * Which FFmpeg is loaded and what it can decode on this machine.
 *
 * @param release "8.0.1"
 * @param libraries versions of its libraries, for people
 * @param file where avcodec was loaded from, if the system says
 * @param decoders those that watchpost knows to use, software first
 */
public record FfmpegRuntime(String release, String libraries, Optional<Path> file, List<Decoder> decoders) {
    /** Software, and hardware by the names of NVIDIA, Jetson, Video4Linux, Intel and Rockchip. */
    private static final List<String> KNOWN = List.of(
            "h264",
            "hevc",
            "mjpeg",
            "h264_cuvid",
            "hevc_cuvid",
            "mjpeg_cuvid",
            "h264_nvv4l2dec",
            "hevc_nvv4l2dec",
            "h264_nvmpi",
            "hevc_nvmpi",
            "h264_v4l2m2m",
            "hevc_v4l2m2m",
            "h264_qsv",
            "hevc_qsv",
            "h264_rkmpp",
            "hevc_rkmpp");

    public FfmpegRuntime {
        decoders = List.copyOf(decoders);
    }

    /**
     * One decoder.
     *
     * @param exists the library was built with it
     * @param opens it opens here: its driver and device are there
     */
    public record Decoder(String name, boolean exists, boolean opens) {}

    /** Looks at the loaded library; tries to open each decoder, which takes some milliseconds. Any thread. */
    public static FfmpegRuntime inspect() {
        return new FfmpegRuntime(
                DecoderCatalogue.release(),
                DecoderCatalogue.libraries(),
                DecoderCatalogue.file(),
                KNOWN.stream()
                        .map(name -> new Decoder(name, DecoderCatalogue.exists(name), DecoderCatalogue.opens(name)))
                        .toList());
    }

    /** The {@code ffmpeg} program of the same build, unpacked into JavaCPP's cache: for comparisons, never part of the pipeline. */
    public static Path program() {
        return DecoderCatalogue.program();
    }
}
