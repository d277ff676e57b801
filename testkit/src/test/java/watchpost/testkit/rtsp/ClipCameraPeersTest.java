package watchpost.testkit.rtsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import watchpost.testkit.Await;
import watchpost.testkit.BundledClip;
import watchpost.testkit.Peers;
import watchpost.testkit.Run;

/** The clip camera as Debian's ffmpeg sees it. */
class ClipCameraPeersTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "udp"})
    void picturesArriveUnchangedAndInOrder(String transport) throws Exception {
        Path ffmpeg = Peers.ffmpeg();
        Duration offset = Duration.ofSeconds(10);
        try (ClipCamera camera =
                ClipCamera.builder().frameRate(50).mount("gate", offset).start()) {
            Run run = Run.of(
                    ffmpeg,
                    "-v",
                    "error",
                    "-rtsp_transport",
                    transport,
                    "-i",
                    camera.url("gate"),
                    "-an",
                    "-frames:v",
                    "30",
                    "-fps_mode",
                    "passthrough",
                    "-f",
                    "framemd5",
                    "-");
            assertEquals(0, run.status(), run::toString);
            List<String> seen = hashes(run);
            assertEquals(30, seen.size(), run::toString);
            List<String> all = hashes(
                    Run.of(ffmpeg, "-v", "error", "-i", BundledClip.path().toString(), "-f", "framemd5", "-"));
            assertEquals(BundledClip.FRAMES, all.size());
            int at = Collections.indexOfSubList(all, seen);
            assertTrue(at >= 480, "the pictures seen are not a stretch of the clip behind the offset: " + at);
            assertEquals(0, at % 20, "begins at a key picture");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "udp"})
    void theClipLoopsWithoutASeam(String transport) throws Exception {
        Path ffprobe = Peers.ffprobe();
        Path small = small(40, "320x240");
        try (ClipCamera camera =
                ClipCamera.builder().clip(small).frameRate(50).mount("gate").start()) {
            Run run = Run.of(
                    ffprobe,
                    "-v",
                    "error",
                    "-rtsp_transport",
                    transport,
                    "-read_intervals",
                    "%+#100",
                    "-show_entries",
                    "packet=pts_time",
                    "-of",
                    "csv=p=0",
                    camera.url("gate"));
            List<Double> times = run.lines().stream()
                    .filter(line -> line.matches("[0-9.]+,?"))
                    .map(line -> Double.valueOf(line.replace(",", "")))
                    .toList();
            assertTrue(times.size() >= 90, run::toString);
            for (int i = 1; i < times.size(); i++) {
                assertEquals(0.02, times.get(i) - times.get(i - 1), 1e-4, "step to packet " + i + " of " + times);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"DIGEST,tcp", "DIGEST,udp", "BASIC,tcp"})
    void credentialsAreAskedFor(ClipCamera.Scheme scheme, String transport) throws Exception {
        Path ffprobe = Peers.ffprobe();
        try (ClipCamera camera = ClipCamera.builder()
                .frameRate(25)
                .mount("gate")
                .credentials("guard", "s3cret")
                .scheme(scheme)
                .start()) {
            String[] probe = {
                "-v",
                "error",
                "-rtsp_transport",
                transport,
                "-show_entries",
                "stream=codec_name,width",
                "-of",
                "csv=p=0",
                camera.urlWithCredentials("gate")
            };
            Run right = Run.of(ffprobe, probe);
            assertEquals(0, right.status(), right::toString);
            assertTrue(right.lines().contains("h264,768"), right::toString);

            probe[probe.length - 1] = camera.urlWithCredentials("gate").replace("s3cret", "guess");
            Run wrong = Run.of(ffprobe, probe);
            assertNotEquals(0, wrong.status());
            assertTrue(wrong.toString().contains("401"), wrong::toString);
        }
    }

    @Test
    void noDecoderMakesAPictureOfGarbage() throws Exception {
        Path ffprobe = Peers.ffprobe();
        try (ClipCamera camera =
                ClipCamera.builder().frameRate(50).mount("gate").start()) {
            camera.garbage(true);
            Run run = Run.of(
                    ffprobe,
                    "-v",
                    "fatal",
                    "-rtsp_transport",
                    "tcp",
                    "-analyzeduration",
                    "100000",
                    "-count_frames",
                    "-count_packets",
                    "-read_intervals",
                    "%+#50",
                    "-show_entries",
                    "stream=nb_read_packets,nb_read_frames",
                    "-of",
                    "default=nw=1",
                    camera.url("gate"));
            assertTrue(run.lines().contains("nb_read_frames=N/A"), run::toString);
            assertTrue(run.lines().stream().anyMatch(line -> line.matches("nb_read_packets=[45]\\d")), run::toString);
        }
    }

    @Test
    void theClipCanChangeItsSizeInTheMiddle() throws Exception {
        Path ffprobe = Peers.ffprobe();
        Path small = small(40, "320x240");
        try (ClipCamera camera =
                ClipCamera.builder().frameRate(50).mount("gate").start()) {
            Run.Started probe = Run.start(
                    ffprobe,
                    "-v",
                    "error",
                    "-rtsp_transport",
                    "tcp",
                    "-analyzeduration",
                    "100000",
                    "-read_intervals",
                    "%+#150",
                    "-show_entries",
                    "frame=width",
                    "-of",
                    "csv=p=0",
                    camera.url("gate"));
            Await.until("ffprobe to watch", () -> camera.clients() == 1);
            watchForASecond(camera);
            camera.play("gate", small);
            Run run = Run.await(probe);
            List<String> widths = run.lines().stream()
                    .map(line -> line.replace(",", ""))
                    .filter(line -> line.matches("\\d+"))
                    .toList();
            int change = widths.indexOf("320");
            assertTrue(change > 0, run::toString);
            assertTrue(widths.subList(0, change).stream().allMatch("768"::equals), run::toString);
            assertTrue(widths.subList(change, widths.size()).stream().allMatch("320"::equals), run::toString);
        }
    }

    /** Returns when the mount has sent pictures for a second, by its own timestamps. */
    private static void watchForASecond(ClipCamera camera) throws Exception {
        try (RtspClient client = new RtspClient(camera.port())) {
            client.play(camera.url("gate"));
            long first = client.packet().timestamp();
            RtspClient.Packet packet = client.packet();
            while (packet.channel() != 0 || packet.timestamp() < first + Clip.TICKS_PER_SECOND) {
                packet = client.packet();
            }
        }
    }

    private Path small(int frames, String size) throws Exception {
        Path file = folder.resolve("small.mp4");
        Run run = Run.of(
                Peers.ffmpeg(),
                "-v",
                "error",
                "-y",
                "-i",
                BundledClip.path().toString(),
                "-frames:v",
                "" + frames,
                "-s",
                size,
                "-c:v",
                "libx264",
                "-preset",
                "ultrafast",
                "-bf",
                "0",
                "-g",
                "20",
                file.toString());
        assertEquals(0, run.status(), run::toString);
        return file;
    }

    private static List<String> hashes(Run run) {
        return run.lines().stream()
                .filter(line -> line.startsWith("0,"))
                .map(line -> line.substring(line.lastIndexOf(',') + 1).strip())
                .toList();
    }
}
