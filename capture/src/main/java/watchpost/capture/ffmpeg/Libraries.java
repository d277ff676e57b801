package watchpost.capture.ffmpeg;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;

/** Loads FFmpeg once and silences its log, which would print URLs with their passwords on standard error. */
final class Libraries {
    /** Why they were not loaded; empty if they were. */
    private static final String REFUSED = loaded();

    private static String loaded() {
        try {
            OwnFfmpeg.load();
        } catch (LibrariesRefusedException e) {
            return e.getMessage();
        }
        avutil.av_log_set_level(avutil.AV_LOG_QUIET);
        avoidGathering();
        avformat.avformat_network_init();
        avcodec.avcodec_version();
        swscale.swscale_version();
        return "";
    }

    /**
     * swscale's AVX2 code lets the processor gather single pixels. Where that is slow without FFmpeg knowing it, as on AMD's Zen 5,
     * shrinking a picture of 1080p took 563 µs with it and 330 µs without, with the same result.
     */
    private static void avoidGathering() {
        if (List.of("amd64", "x86_64").contains(System.getProperty("os.arch", ""))) {
            avutil.av_force_cpu_flags(avutil.av_get_cpu_flags() | avutil.AV_CPU_FLAG_SLOW_GATHER);
        }
    }

    private Libraries() {}

    /**
     * Returns once the libraries are loaded and quiet. To be called before anything of FFmpeg is touched.
     *
     * @throws LibrariesRefusedException if another FFmpeg than the bundled one is asked for and cannot be used
     */
    static void load() {
        if (!REFUSED.isEmpty()) {
            throw new LibrariesRefusedException(REFUSED);
        }
    }

    /** FFmpeg's own words for an error number; never holds a URL. */
    static String describe(int code) {
        byte[] text = new byte[128];
        avutil.av_strerror(code, text, text.length);
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return new String(text, 0, end, StandardCharsets.UTF_8);
    }
}
