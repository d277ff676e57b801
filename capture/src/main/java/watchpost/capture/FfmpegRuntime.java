package watchpost.capture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import watchpost.capture.ffmpeg.DecoderCatalogue;
import watchpost.capture.ffmpeg.DecoderKind;
import watchpost.capture.ffmpeg.MediaException;
import watchpost.capture.ffmpeg.OwnCache;

/**
 * Which FFmpeg is loaded and what it can decode on this machine.
 *
 * @param release "8.0.1"
 * @param bundled it came with the program; another was asked for otherwise
 * @param libraries versions of its libraries, for people
 * @param file where avcodec was loaded from, if the system says
 * @param decoders those that a configuration can name, for H.264 and H.265, software first
 */
public record FfmpegRuntime(
        String release, boolean bundled, String libraries, Optional<Path> file, List<Decoder> decoders) {
    private static final List<String> CODECS = List.of("h264", "hevc");

    public FfmpegRuntime {
        decoders = List.copyOf(decoders);
    }

    /**
     * One decoder.
     *
     * @param codec FFmpeg's name: h264, hevc
     * @param exists the library was built with it
     * @param opens it opens here: its driver and device are there
     */
    public record Decoder(DecoderKind kind, String codec, boolean exists, boolean opens) {}

    /**
     * To be called before anything else of the program: where {@code WATCHPOST_FFMPEG} names another FFmpeg, JavaCPP puts links to it into
     * its cache, and so gets one of its own that no other start of the program shares.
     */
    public static void prepare() {
        OwnCache.prepare();
    }

    /** Looks at the loaded library; tries to open each decoder, which takes some milliseconds. Any thread. */
    public static FfmpegRuntime inspect() {
        List<Decoder> decoders = new ArrayList<>();
        for (DecoderKind kind : DecoderKind.values()) {
            for (String codec : CODECS) {
                decoders.add(new Decoder(
                        kind, codec, DecoderCatalogue.exists(kind, codec), DecoderCatalogue.opens(kind, codec)));
            }
        }
        return new FfmpegRuntime(
                DecoderCatalogue.release(),
                DecoderCatalogue.isBundled(),
                DecoderCatalogue.libraries(),
                DecoderCatalogue.file(),
                decoders);
    }

    /**
     * Loads FFmpeg, so that what is wrong with it is said before a camera needs it.
     *
     * @throws watchpost.capture.ffmpeg.LibrariesRefusedException if {@code WATCHPOST_FFMPEG} names one that cannot be used
     */
    public static void load() {
        DecoderCatalogue.release();
    }

    /** The {@code ffmpeg} program of the same build: for comparisons, never part of the pipeline. */
    public static Path program() throws CaptureException {
        try {
            return DecoderCatalogue.program();
        } catch (MediaException e) {
            throw new CaptureException(
                    CaptureException.Kind.UNSUPPORTED,
                    "The ffmpeg program, for comparison, cannot be started: " + e.getMessage() + ".",
                    e);
        }
    }
}
