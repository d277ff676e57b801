package watchpost.daemon.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import watchpost.capture.FfmpegRuntime;

/** What decoding alone costs: the {@code ffmpeg} program of the same build, one thread, pictures thrown away. */
final class BareDecode {
    private static final Pattern FRAMES = Pattern.compile("frame=\\s*(\\d+)");
    private static final Pattern TIMES = Pattern.compile("bench: utime=([0-9.]+)s stime=([0-9.]+)s");

    private BareDecode() {}

    /** CPU milliseconds for each picture of {@code clip}. */
    static double cpuMillis(Path clip) throws IOException, InterruptedException {
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
        if (count == 0 || !times.find()) {
            throw new IOException("ffmpeg did not say what decoding " + clip + " cost.");
        }
        return (Double.parseDouble(times.group(1)) + Double.parseDouble(times.group(2))) * 1000 / count;
    }
}
