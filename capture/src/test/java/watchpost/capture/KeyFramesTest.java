package watchpost.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import watchpost.capture.demand.DecodeMode;
import watchpost.core.event.CameraState;
import watchpost.core.id.CameraId;
import watchpost.core.id.SourceUrl;
import watchpost.testkit.Await;
import watchpost.testkit.rtsp.ClipCamera;

/** Cameras of which only the key frames are decoded. The cost of another clip: {@code -Dwatchpost.keyframes.clip=FILE}. */
class KeyFramesTest {
    private static final String CLIP = System.getProperty("watchpost.keyframes.clip", "");

    @Test
    void aCameraGivesItsKeyFramesAtTheirTimesAndStaysWell() throws Exception {
        try (ClipCamera server =
                ClipCamera.builder().clip(TestClips.h264()).mount("gate").start()) {
            givesKeyFramesOnly(server.url("gate"));
        }
    }

    @Test
    void anH265CameraToo() throws Exception {
        try (ClipCamera server =
                ClipCamera.builder().clip(TestClips.h265()).mount("gate").start()) {
            givesKeyFramesOnly(server.url("gate"));
        }
    }

    @Test
    void aFileIsPlayedAtItsOwnSpeed() throws Exception {
        givesKeyFramesOnly(TestClips.h264().toString());
    }

    private static void givesKeyFramesOnly(String url) throws Exception {
        // a busy machine may hold a picture up for longer than the short timers of other tests
        CameraSettings settings = new CameraSettings(
                        new CameraId("gate"), new SourceUrl(url), Transport.TCP, TestClips.SHAPE, 0, Timers.DEFAULT)
                .looping()
                .decoding(DecodeMode.KEYFRAMES);
        try (Watched gate = Watched.start(settings)) {
            List<Watched.Seen> seen = gate.frames(4);
            for (int i = 1; i < seen.size(); i++) {
                assertEquals(1, secondsBetween(seen.get(i - 1), seen.get(i)), 0.1, "one key frame a second");
            }
            double passed = (seen.get(3).atNanos() - seen.get(0).atNanos()) / 1e9;
            assertTrue(passed > 1.5, "three seconds of video took " + passed + " s");
            CameraCounters counters = gate.camera.counters();
            assertTrue(counters.decoded() <= 5, counters.toString());
            assertTrue(counters.skipped() >= 3 * 14, counters.toString());
            assertEquals(0, counters.reconnects() + counters.failures(), counters.toString());
            assertEquals(CameraState.STREAMING, gate.camera.status().state());
        }
    }

    @Test
    void keyFramesCostAFractionOfAllPictures() throws Exception {
        Path clip = CLIP.isEmpty() ? TestClips.noisy720() : Path.of(CLIP);
        CameraSettings all = Watched.settings(clip.toString(), Transport.TCP).looping();
        double cost;
        double share;
        try (Watched watched = Watched.start(all)) {
            cost = cpuSecondsForStreamSeconds(watched, CLIP.isEmpty() ? 4 : 20);
        }
        try (Watched watched = Watched.start(all.decoding(DecodeMode.KEYFRAMES))) {
            share = cpuSecondsForStreamSeconds(watched, CLIP.isEmpty() ? 4 : 20) / cost;
        }
        System.out.printf(
                Locale.ROOT, "%s: key frames cost %.1f %% of all pictures%n", clip.getFileName(), 100 * share);
        assertTrue(share < 0.4, "share " + share);
    }

    @Test
    void aCameraThatRestsCostsAFractionOfAllPictures() throws Exception {
        Path clip = CLIP.isEmpty() ? TestClips.still1080() : Path.of(CLIP);
        CameraSettings all = new CameraSettings(
                        new CameraId("gate"),
                        new SourceUrl(clip.toString()),
                        Transport.TCP,
                        TestClips.SHAPE,
                        0,
                        Timers.DEFAULT)
                .looping();
        double cost;
        double share;
        CameraCounters counters;
        try (Watched watched = Watched.start(all)) {
            cost = cpuSecondsForStreamSeconds(watched, CLIP.isEmpty() ? 4 : 20);
        }
        try (Watched watched = Watched.start(all.decoding(DecodeMode.ADAPTIVE))) {
            Await.until("rest", watched.camera::isResting);
            watched.frames.clear();
            share = cpuSecondsForStreamSeconds(watched, CLIP.isEmpty() ? 4 : 20) / cost;
            assertTrue(watched.camera.isResting());
            counters = watched.camera.counters();
        }
        System.out.printf(
                Locale.ROOT,
                "figure: %s: at rest a camera costs %.1f %% of all pictures%n",
                clip.getFileName(),
                100 * share);
        assertTrue(share < 0.4, "share " + share + ", " + counters);
    }

    /** What the camera's thread takes for so much of the stream, read on that thread as it hands frames over. */
    private static double cpuSecondsForStreamSeconds(Watched watched, double seconds) throws Exception {
        Watched.Seen first = watched.frames(2).get(1);
        Watched.Seen last = first;
        while (secondsBetween(first, last) < seconds) {
            last = watched.frames(1).get(0);
        }
        return (last.cpuNanos() - first.cpuNanos()) / 1e9 / secondsBetween(first, last);
    }

    private static double secondsBetween(Watched.Seen first, Watched.Seen last) {
        return last.time().moment().since(first.time().moment()).toNanos() / 1e9;
    }
}
