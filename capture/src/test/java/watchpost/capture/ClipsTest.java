package watchpost.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.core.time.Moment;
import watchpost.testkit.Peers;
import watchpost.testkit.rtsp.ClipCamera;

/** Clips out of memory, looked at with the system's own ffprobe and ffmpeg. The long form: {@code -Dwatchpost.clips=500}. */
class ClipsTest {
    private static final int CLIPS = Integer.getInteger("watchpost.clips", 60);
    /** Less than the clips have together; what the Java heap grows by is in it. */
    private static final long GROWTH = 40L << 20;

    @TempDir
    Path folder;

    @Test
    void aClipOfAnH264CameraCoversTheMomentAndBeginsAtAKeyFrame() throws Exception {
        recordsFrom(TestClips.h264(), "h264");
    }

    @Test
    void aClipOfAnH265CameraCoversTheMomentAndBeginsAtAKeyFrame() throws Exception {
        recordsFrom(TestClips.h265(), "hevc");
    }

    private void recordsFrom(Path source, String codec) throws Exception {
        Path file = folder.resolve("clip.mp4");
        try (ClipCamera server = ClipCamera.builder().clip(source).mount("gate").start();
                Clips clips = new Clips(System::nanoTime);
                Watched gate = Watched.start(server.url("gate"), Transport.TCP)) {
            Moment moment = gate.frames(40).get(39).time().moment();
            Moment from = moment.plus(Duration.ofMillis(-1_500));
            Moment to = moment.plus(Duration.ofMillis(1_500));
            Clip clip = get(clips.record(gate.camera, wish(from, to, file)));
            assertTrue(clip.whole(), clip.toString());
            assertFalse(from.isBefore(clip.begin()), clip.toString());
            assertTrue(from.since(clip.begin()).toMillis() < 1_100, "one group of pictures at most: " + clip);
            assertFalse(clip.begin().plus(clip.length().plusMillis(80)).isBefore(to), "goes on to the end: " + clip);
            assertEquals(codec, probe(file, "stream=codec_name"));
            assertEquals(clip.length().toMillis() / 1000.0, Double.parseDouble(probe(file, "format=duration")), 0.15);
            List<String> packets = probe(file, "packet=flags").lines().toList();
            assertTrue(packets.get(0).startsWith("K"), packets.get(0));
            assertEquals(packets.size(), Integer.parseInt(decoded(file)), "every packet is a picture");
            assertEquals(clip.length().toNanos() / 1e9 * 15, packets.size(), 1);
        }
        try (var files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList(), "nothing unfinished is left");
        }
    }

    @Test
    void whatThereIsOfACameraThatGoesAwayIsWritten() throws Exception {
        Path file = folder.resolve("cut.mp4");
        try (Clips clips = new Clips(System::nanoTime)) {
            Future<Clip> result;
            ClipCamera server =
                    ClipCamera.builder().clip(TestClips.h264()).mount("gate").start();
            try (server;
                    Watched gate = Watched.start(server.url("gate"), Transport.TCP)) {
                Moment moment = gate.frames(30).get(29).time().moment();
                result = clips.record(
                                gate.camera,
                                wish(moment.plus(Duration.ofSeconds(-1)), moment.plus(Duration.ofSeconds(2)), file))
                        .toCompletableFuture();
                gate.frames(5);
            }
            Clip clip = result.get(30, TimeUnit.SECONDS);
            assertFalse(clip.whole(), clip.toString());
            assertTrue(clip.length().toMillis() > 1_000, clip.toString());
            assertTrue(Integer.parseInt(decoded(file)) > 15);
        }
    }

    @Test
    void saysWhyThereIsNoClip() throws Exception {
        try (ClipCamera server = ClipCamera.builder()
                        .clip(TestClips.h264())
                        .mount("gate")
                        .start();
                Clips clips = new Clips(System::nanoTime);
                Watched gate = Watched.start(server.url("gate"), Transport.TCP)) {
            Moment moment = gate.frames(3).get(2).time().moment();
            Path nowhere = folder.resolve("missing").resolve("clip.mp4");
            ExecutionException failure = assertThrows(
                    ExecutionException.class, () -> get(clips.record(gate.camera, wish(moment, moment, nowhere))));
            CaptureException said = assertInstanceOf(CaptureException.class, failure.getCause());
            assertEquals(CaptureException.Kind.CANNOT_WRITE, said.kind());
        }
    }

    @Test
    void manyClipsLeaveNothingBehind() throws Exception {
        List<Long> resident = new ArrayList<>();
        try (ClipCamera server = ClipCamera.builder()
                        .clip(TestClips.h264())
                        .mount("gate")
                        .start();
                Clips clips = new Clips(System::nanoTime);
                Watched gate = Watched.start(server.url("gate"), Transport.TCP)) {
            Moment moment = gate.frames(30).get(29).time().moment();
            for (int i = 0; i < CLIPS + 20; i += 20) {
                List<Future<Clip>> batch = new ArrayList<>();
                for (int k = 0; k < 20; k++) {
                    batch.add(clips.record(
                                    gate.camera,
                                    wish(
                                            moment.plus(Duration.ofSeconds(-1)),
                                            moment,
                                            folder.resolve("clip-" + k + ".mp4")))
                            .toCompletableFuture());
                }
                for (Future<Clip> each : batch) {
                    assertTrue(each.get(60, TimeUnit.SECONDS).length().toMillis() > 500);
                }
                moment = gate.frames(1).get(0).time().moment();
                gate.frames.clear();
                resident.add(NothingLeftBehindTest.residentBytes());
            }
        }
        long grown = resident.get(resident.size() - 1) - resident.get(0);
        System.out.printf(
                Locale.ROOT, "%d clips: resident memory grew by %.1f KiB a clip%n", CLIPS, grown / 1024.0 / CLIPS);
        assertTrue(grown < GROWTH, "grown by " + (grown >> 20) + " MiB");
    }

    private static Clips.Wish wish(Moment from, Moment to, Path file) {
        return new Clips.Wish(from, to, file, Optional.empty());
    }

    @Test
    void whatIsChangedInEveryPictureIsChangedInTheFileAndWhatCannotBeIsNotKept() throws Exception {
        Path file = folder.resolve("burnt.mp4");
        try (ClipCamera server = ClipCamera.builder()
                        .clip(TestClips.h264())
                        .mount("gate")
                        .start();
                Clips clips = new Clips(System::nanoTime);
                Watched gate = Watched.start(server.url("gate"), Transport.TCP)) {
            Moment moment = gate.frames(40).get(39).time().moment();
            Moment from = moment.plus(Duration.ofMillis(-1_500));
            Set<Moment> seen = new ConcurrentSkipListSet<>(Comparator.comparing(Moment::stream));
            PictureEditor black = picture -> {
                seen.add(picture.time().moment());
                Arrays.fill(picture.bgr(), (byte) 0);
            };
            Clip clip = get(clips.record(gate.camera, new Clips.Wish(from, moment, file, Optional.of(black))));
            int pictures = Integer.parseInt(decoded(file));
            assertEquals(seen.size(), pictures);
            assertEquals(clip.length().toNanos() / 1e9 * 15, pictures, 2);
            assertEquals("h264", probe(file, "stream=codec_name"));
            assertTrue(Files.size(file) < 40L * pictures + 4_000, "black is small: " + Files.size(file));
            PictureEditor broken = picture -> {
                throw new IllegalArgumentException("cannot be changed");
            };
            ExecutionException failure = assertThrows(
                    ExecutionException.class,
                    () -> get(clips.record(
                            gate.camera,
                            new Clips.Wish(from, moment, folder.resolve("none.mp4"), Optional.of(broken)))));
            assertInstanceOf(IllegalArgumentException.class, failure.getCause());
        }
        try (var files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList(), "nothing unfinished is left");
        }
    }

    private static Clip get(CompletionStage<Clip> clip) throws Exception {
        return clip.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static String probe(Path file, String entry) throws IOException, InterruptedException {
        return run(List.of(
                Peers.ffprobe().toString(),
                "-v",
                "error",
                "-show_entries",
                entry,
                "-of",
                "default=noprint_wrappers=1:nokey=1",
                file.toString()));
    }

    /** How many pictures the system's ffmpeg decodes, without any complaint. */
    private static String decoded(Path file) throws IOException, InterruptedException {
        run(List.of(Peers.ffmpeg().toString(), "-v", "error", "-xerror", "-i", file.toString(), "-f", "null", "-"));
        return run(List.of(
                Peers.ffprobe().toString(),
                "-v",
                "error",
                "-count_frames",
                "-show_entries",
                "stream=nb_read_frames",
                "-of",
                "default=noprint_wrappers=1:nokey=1",
                file.toString()));
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertEquals(0, process.waitFor(), said);
        return said;
    }
}
