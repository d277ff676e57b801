package watchpost.capture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import watchpost.capture.ffmpeg.Deblocking;
import watchpost.core.id.CameraId;
import watchpost.core.vision.Frame;

/**
 * What decoding and scaling into the model's input costs against the bare {@code ffmpeg} program: in turns, the best of each, because
 * the machine has other work. {@code -Dwatchpost.decode.clips=A,B} names clips for the figures.
 */
@Isolated
class DecodeCostTest {
    private static final String CLIPS = System.getProperty("watchpost.decode.clips", "");
    private static final int ROUNDS = CLIPS.isEmpty() ? 3 : 8;
    private static final Pattern TIMES = Pattern.compile("bench: utime=([0-9.]+)s stime=([0-9.]+)s");

    /** Far from the figure, so that a busy machine does not matter; a full-size copy of each picture would be seen. */
    private static final double MOST = 1.5;

    @Test
    void decodingAndScalingCostLittleMoreThanDecoding() throws Exception {
        List<Path> clips = new ArrayList<>();
        for (String clip : CLIPS.split(",", -1)) {
            clips.add(clip.isEmpty() ? TestClips.noisy720() : Path.of(clip));
        }
        for (Path clip : clips) {
            double bare = Double.MAX_VALUE;
            double full = Double.MAX_VALUE;
            double skipped = Double.MAX_VALUE;
            for (int i = 0; i < ROUNDS; i++) {
                bare = Math.min(bare, bareSeconds(clip));
                full = Math.min(full, ownSeconds(clip, Deblocking.FULL));
                skipped = Math.min(skipped, ownSeconds(clip, Deblocking.SKIPPED));
            }
            System.out.printf(
                    Locale.ROOT,
                    "%s: ffmpeg %.2f CPU s; with scaling, deblocked %.2f (%.2f), without deblocking %.2f (%.2f)%n",
                    clip.getFileName(),
                    bare,
                    full,
                    full / bare,
                    skipped,
                    skipped / bare);
            assertTrue(skipped < MOST * bare, skipped + " s of CPU time against " + bare);
        }
    }

    private static double ownSeconds(Path clip, Deblocking deblocking) throws CaptureException {
        var threads = ManagementFactory.getThreadMXBean();
        long begin = threads.getCurrentThreadCpuTime();
        try (VideoFile file =
                VideoFile.open(clip, new CameraId("gate"), TestClips.SHAPE, 0, Instant.EPOCH, deblocking)) {
            for (Optional<Frame> next = file.next(); next.isPresent(); next = file.next()) {
                next.get().close();
            }
        }
        return (threads.getCurrentThreadCpuTime() - begin) / 1e9;
    }

    private static double bareSeconds(Path clip) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        FfmpegRuntime.program().toString(),
                        "-nostdin",
                        "-benchmark",
                        "-threads",
                        "1",
                        "-i",
                        clip.toString(),
                        "-f",
                        "null",
                        "-")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher times = TIMES.matcher(said);
        assertTrue(process.waitFor() == 0 && times.find(), said);
        return Double.parseDouble(times.group(1)) + Double.parseDouble(times.group(2));
    }
}
