package watchpost.daemon.adaptive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.config.CameraConfig;
import watchpost.config.ConfigFile;
import watchpost.config.ConfigResult;
import watchpost.config.DeviceConfig;
import watchpost.core.vision.Picture;
import watchpost.core.vision.Track;
import watchpost.daemon.box.Mapping;
import watchpost.daemon.replay.Replay;
import watchpost.daemon.replay.ReplayJob;
import watchpost.daemon.replay.ReplaySink;
import watchpost.daemon.replay.Replayed;
import watchpost.detector.Detector;
import watchpost.detector.DetectorSettings;
import watchpost.detector.model.Model;
import watchpost.testkit.Peers;

/**
 * The events of rules with {@code decode: adaptive} against those with every picture decoded. All clips instead of the one with a quiet
 * yard: {@code -Dwatchpost.adaptive=all}.
 */
class AdaptiveRecallTest {
    private static final boolean ALL =
            System.getProperty("watchpost.adaptive", "").equals("all");
    private static final Duration AT_MOST_LATER = Duration.ofMillis(1_500);
    private static final String VARIABLE = "-crf 26";
    private static final String CONSTANT = "-b:v 1500k -maxrate 1500k -bufsize 1500k";

    /** A recording, how it is encoded, the seconds of it that are looked at, and those of its first picture before that. */
    private record Recording(String clip, String rate, int seconds, int before) {
        private Recording(String clip, String rate, int seconds) {
            this(clip, rate, seconds, 0);
        }
    }

    private record Happening(String rule, String phase, Instant at) {}

    private record Outcome(List<Happening> events, int crossings, Replayed work) {}

    @TempDir
    Path folder;

    @Test
    void nothingIsMissedWhereMostOfTheTimeNothingHappens() throws Exception {
        List<Recording> recordings = ALL
                ? List.of(
                        new Recording("one-by-one-person-detection.mp4", VARIABLE, 140),
                        new Recording("one-by-one-person-detection.mp4", CONSTANT, 140),
                        new Recording("vtest.avi", VARIABLE, 80),
                        new Recording("shop-counter.mp4", VARIABLE, 20),
                        new Recording("car-detection.mp4", VARIABLE, 30),
                        new Recording("TUD-Stadtmitte.mp4", VARIABLE, 7))
                : List.of(new Recording("one-by-one-person-detection.mp4", VARIABLE, 45, 40));
        try (Detector detector = Detector.open(Model.builtIn(), DetectorSettings.defaults())) {
            for (Recording recording : recordings) {
                compare(recording, detector);
            }
        }
    }

    private void compare(Recording recording, Detector detector) throws Exception {
        Path video = encoded(recording);
        Outcome all = replay(video, "always", detector);
        Outcome some = replay(video, "adaptive", detector);
        long missed = all.events.stream()
                .filter(event -> some.events.stream().noneMatch(found -> isSame(event, found)))
                .count();
        long added = some.events.stream()
                .filter(event -> all.events.stream().noneMatch(found -> isSame(found, event)))
                .count();
        double share = (double) some.work.decoded() / some.work.read();
        System.out.printf(
                Locale.ROOT,
                "figure: %s %s: %d events, %d missed, %d added; crossings %d and %d; %.0f %% of the pictures decoded%n",
                recording.clip,
                recording.rate.equals(VARIABLE) ? "variable" : "constant",
                all.events.size(),
                missed,
                added,
                all.crossings,
                some.crossings,
                100 * share);
        if (!ALL) {
            assertTrue(all.events.size() >= 4, "there is something to miss: " + all.events);
            assertEquals(0, missed, () -> all.events + " became " + some.events);
            assertEquals(all.crossings, some.crossings);
            assertTrue(share < 0.8, "share " + share);
        }
    }

    private static boolean isSame(Happening one, Happening other) {
        return one.rule.equals(other.rule)
                && one.phase.equals(other.phase)
                && Duration.between(one.at, other.at).abs().compareTo(AT_MOST_LATER) <= 0;
    }

    /** As cameras encode: no B-frames, one reference, a key frame every two seconds; with a little noise of a sensor. */
    private Path encoded(Recording recording) throws Exception {
        Path video = folder.resolve("camera.mp4");
        List<String> command = new ArrayList<>(
                List.of(Peers.ffmpeg().toString(), "-v", "error", "-y", "-t", String.valueOf(recording.seconds), "-i"));
        command.add(Peers.footage(recording.clip).toString());
        String filter =
                "tpad=start_mode=clone:start_duration=" + recording.before + ",noise=alls=3:allf=t,format=yuv420p";
        command.addAll(List.of("-vf", filter, "-an", "-c:v", "libx264"));
        command.addAll(List.of("-preset", "veryfast", "-tune", "zerolatency", "-bf", "0", "-refs", "1"));
        command.addAll(List.of("-force_key_frames", "expr:gte(t,n_forced*2)", "-sc_threshold", "0", "-g", "999"));
        command.addAll(List.of(recording.rate.split(" ")));
        command.add(video.toString());
        assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
        return video;
    }

    private static Outcome replay(Path video, String decode, Detector detector) throws Exception {
        String text = """
                site: test
                box: bench
                cameras:
                  gate:
                    url: rtsp://127.0.0.1/unused
                    analyse: 5 fps
                    decode: %s
                    rules:
                      yard: {kind: intrusion, zone: [[0, 0], [1, 0], [1, 1], [0, 1]], for: 1 s}
                      stay: {kind: loitering, zone: [[0, 0], [1, 0], [1, 1], [0, 1]], for: 6 s}
                      door: {kind: footfall, line: [[0.5, 0], [0.5, 1]], in: left-to-right, every: 30 s}
                """.formatted(decode);
        DeviceConfig config = ((ConfigResult.Valid) ConfigFile.parse(text, "test.yaml")).config();
        CameraConfig camera = config.cameras().get(0);
        List<JsonObject> messages = new ArrayList<>();
        ReplaySink sink = new ReplaySink() {
            @Override
            public void message(String line) {
                messages.add(new JsonObject(line));
            }

            @Override
            public boolean wantsPictures() {
                return false;
            }

            @Override
            public void frame(long number, List<Track> tracks, Optional<Picture> picture, double progress) {
                // the messages say it all
            }
        };
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        ReplayJob job = new ReplayJob(
                video, camera, Mapping.tracker(config.detector()), Mapping.origin(config), start, Long.MAX_VALUE);
        Replayed work = Replay.run(job, detector, sink);
        return new Outcome(events(messages), crossings(messages), work);
    }

    private static List<Happening> events(List<JsonObject> messages) {
        return messages.stream()
                .filter(message -> List.of("opened", "updated").contains(message.getString("phase", "")))
                .map(message -> new Happening(
                        message.getString("rule"), message.getString("phase"), Instant.parse(message.getString("at"))))
                .toList();
    }

    private static int crossings(List<JsonObject> messages) {
        return messages.stream()
                .filter(message -> message.getString("kind").equals("footfall"))
                .mapToInt(message -> message.getJsonObject("in").getInteger("person", 0)
                        + message.getJsonObject("out").getInteger("person", 0))
                .sum();
    }
}
