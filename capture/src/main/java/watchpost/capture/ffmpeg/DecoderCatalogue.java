package watchpost.capture.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_version;
import static org.bytedeco.ffmpeg.global.avformat.avformat_version;
import static org.bytedeco.ffmpeg.global.avutil.av_version_info;
import static org.bytedeco.ffmpeg.global.swscale.swscale_version;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;

/** What the loaded FFmpeg is and which decoders it has. Any thread. */
public final class DecoderCatalogue {
    private DecoderCatalogue() {}

    /** FFmpeg's release: "8.0.1". */
    public static String release() {
        Libraries.load();
        return av_version_info().getString();
    }

    /** Versions of the libraries: "avformat 62.3.100, avcodec 62.11.100, swscale 9.1.100". */
    public static String libraries() {
        Libraries.load();
        return "avformat " + dotted(avformat_version()) + ", avcodec " + dotted(avcodec_version()) + ", swscale "
                + dotted(swscale_version());
    }

    /** The file that avcodec was loaded from, as the system's memory map says. */
    public static Optional<Path> file() {
        Libraries.load();
        try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
            return maps.filter(line -> line.contains("libavcodec") && line.indexOf('/') >= 0)
                    .map(line -> Path.of(line.substring(line.indexOf('/'))))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** True if the library has a decoder called {@code name}. */
    public static boolean exists(String name) {
        Libraries.load();
        AVCodec codec = avcodec_find_decoder_by_name(name);
        return codec != null && !codec.isNull();
    }

    /** True if the decoder called {@code name} opens on this machine: a hardware decoder needs its driver and its device. */
    public static boolean opens(String name) {
        if (!exists(name)) {
            return false;
        }
        AVCodec codec = avcodec_find_decoder_by_name(name);
        AVCodecContext context = avcodec_alloc_context3(codec);
        try {
            context.width(640).height(480);
            return avcodec_open2(context, codec, new AVDictionary((Pointer) null)) >= 0;
        } finally {
            avcodec_free_context(context);
        }
    }

    private static String dotted(int version) {
        return (version >> 16) + "." + (version >> 8 & 0xff) + "." + (version & 0xff);
    }

    /** The {@code ffmpeg} program that comes with the presets. */
    public static Path program() {
        return Path.of(Loader.load(org.bytedeco.ffmpeg.ffmpeg.class));
    }
}
