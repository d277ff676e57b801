package watchpost.capture.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_version;
import static org.bytedeco.ffmpeg.global.avformat.avformat_version;
import static org.bytedeco.ffmpeg.global.avutil.AV_HWDEVICE_TYPE_NONE;
import static org.bytedeco.ffmpeg.global.avutil.AV_HWDEVICE_TYPE_VAAPI;
import static org.bytedeco.ffmpeg.global.avutil.av_hwdevice_iterate_types;
import static org.bytedeco.ffmpeg.global.avutil.av_version_info;
import static org.bytedeco.ffmpeg.global.swscale.swscale_version;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;

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

    /** True if the libraries are those that came with the program. */
    public static boolean isBundled() {
        return OwnFfmpeg.isBundled();
    }

    /** True if the library was built with {@code kind} for {@code codec}, FFmpeg's name: h264. */
    public static boolean exists(DecoderKind kind, String codec) {
        Libraries.load();
        return kind.find(codec) != null && (kind != DecoderKind.VAAPI || hasVaapi());
    }

    private static boolean hasVaapi() {
        int type = AV_HWDEVICE_TYPE_NONE;
        while ((type = av_hwdevice_iterate_types(type)) != AV_HWDEVICE_TYPE_NONE) {
            if (type == AV_HWDEVICE_TYPE_VAAPI) {
                return true;
            }
        }
        return false;
    }

    /** True if it also opens on this machine: a hardware decoder needs its driver and its device. */
    public static boolean opens(DecoderKind kind, String codec) {
        Libraries.load();
        CodecDecoder.Setup setup = context -> {
            context.width(640).height(480);
            return 0;
        };
        try (CodecDecoder decoder = CodecDecoder.open(kind, codec, Deblocking.FULL, setup)) {
            return !decoder.wasDamaged();
        } catch (MediaException e) {
            return false;
        }
    }

    private static String dotted(int version) {
        return (version >> 16) + "." + (version >> 8 & 0xff) + "." + (version & 0xff);
    }

    /**
     * The {@code ffmpeg} program that comes with the presets: beside the libraries where they are installed, otherwise unpacked.
     *
     * @throws MediaException if this machine lacks libraries that the program is linked with
     */
    public static Path program() throws MediaException {
        Devices.load();
        return file().map(library -> library.resolveSibling("ffmpeg"))
                .filter(Files::isExecutable)
                .orElseGet(() -> Path.of(Loader.load(org.bytedeco.ffmpeg.ffmpeg.class)));
    }
}
