package watchpost.daemon.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import watchpost.capture.FfmpegRuntime;
import watchpost.daemon.console.UserError;

/** What decoding alone costs: the {@code ffmpeg} program of the same build, one thread, pictures thrown away. */
final class BareDecode {
    /**
     * @param cpuMillis CPU milliseconds for each picture
     * @param framesPerSecond the clip's own rate
     */
    record Result(double cpuMillis, double framesPerSecond) {}

    /** A second or two of work even where pictures are large. */
    private static final int FRAMES_AT_MOST = 500;

    private static final Pattern FRAMES = Pattern.compile("frame=\\s*(\\d+)");
    private static final Pattern RATE = Pattern.compile(" ([0-9.]+)(k?) fps");
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
                        "-frames:v",
                        Integer.toString(FRAMES_AT_MOST),
                        "-map",
                        "0:v:0",
                        "-f",
                        "null",
                        "-")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            String last = said.strip().lines().reduce((earlier, later) -> later).orElse("it said nothing");
            throw UserError.failed("ffmpeg could not decode " + clip + ": " + last);
        }
        Matcher frames = FRAMES.matcher(said);
        long count = 0;
        while (frames.find()) {
            count = Long.parseLong(frames.group(1));
        }
        Matcher times = TIMES.matcher(said);
        Matcher rate = RATE.matcher(said);
        if (count == 0 || !times.find() || !rate.find()) {
            throw new IOException("ffmpeg did not say what decoding " + clip + " cost.");
        }
        return new Result(
                (number(times, 1) + number(times, 2)) * 1000 / count,
                number(rate, 1) * (rate.group(2).isEmpty() ? 1 : 1000));
    }

    private static double number(Matcher found, int group) {
        return Double.parseDouble(found.group(group));
    }
}
