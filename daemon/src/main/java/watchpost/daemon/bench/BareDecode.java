package watchpost.daemon.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import watchpost.capture.FfmpegRuntime;

/** What decoding alone costs: the {@code ffmpeg} program of the same build, one thread, pictures thrown away. */
final class BareDecode {
    /**
     * @param cpuMillis CPU milliseconds for each picture
     * @param framesPerSecond the clip's own rate
     */
    record Result(double cpuMillis, double framesPerSecond) {}

    private static final Pattern FRAMES = Pattern.compile("frame=\\s*(\\d+)");
    private static final Pattern LENGTH = Pattern.compile("Duration: (\\d+):(\\d+):([0-9.]+)");
    private static final Pattern TIMES = Pattern.compile("bench: utime=([0-9.]+)s stime=([0-9.]+)s");

    private BareDecode() {}

    static Result measure(Path clip) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        FfmpegRuntime.program().toString(),
                        "-hide_banner",
                        "-nostdin",
                        "-benchmark",
                        "-threads",
                        "1",
                        "-i",
                        clip.toString(),
                        "-map",
                        "0:v:0",
                        "-f",
                        "null",
                        "-")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("ffmpeg could not decode " + clip + ".");
        }
        Matcher frames = FRAMES.matcher(said);
        long count = 0;
        while (frames.find()) {
            count = Long.parseLong(frames.group(1));
        }
        Matcher times = TIMES.matcher(said);
        Matcher length = LENGTH.matcher(said);
        if (count == 0 || !times.find() || !length.find()) {
            throw new IOException("ffmpeg did not say what decoding " + clip + " cost.");
        }
        return new Result((number(times, 1) + number(times, 2)) * 1000 / count, count / seconds(length));
    }

    private static double seconds(Matcher length) {
        return 3600 * number(length, 1) + 60 * number(length, 2) + number(length, 3);
    }

    private static double number(Matcher found, int group) {
        return Double.parseDouble(found.group(group));
    }
}
