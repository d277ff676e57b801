package watchpost.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import watchpost.capture.demand.DecodeMode;
import watchpost.core.event.CameraState;
import watchpost.core.id.CameraId;
import watchpost.core.id.SourceUrl;
import watchpost.core.time.Moment;
import watchpost.core.vision.Frame;
import watchpost.testkit.Await;
import watchpost.testkit.rtsp.ClipCamera;

/** {@link DecodeMode#ADAPTIVE} on a camera that shows nothing, then a square that crosses the picture: 15 pictures and one key frame a second. */
@Execution(ExecutionMode.CONCURRENT)
class AdaptiveCameraTest {
    private static final double PICTURE = 1.0 / 15;
    private static final double MOVES_FROM = 9.4;

    private static CameraSettings settings(String url) {
        return new CameraSettings(
                        new CameraId("gate"), new SourceUrl(url), Transport.TCP, TestClips.SHAPE, 0, Timers.DEFAULT)
                .decoding(DecodeMode.ADAPTIVE);
    }

    @Test
    void aRecordingGivesKeyFramesWhileItIsStillAndEveryPictureOfWhatMoves() throws Exception {
        List<Double> places = new ArrayList<>();
        List<Double> still = new ArrayList<>();
        try (VideoFile video = open(TestClips.stillThenMoving())) {
            for (Optional<Frame> next = video.next(); next.isPresent(); next = video.next()) {
                try (Frame frame = next.get()) {
                    double place = seconds(frame.time().moment());
                    places.add(place);
                    if (frame.time().still()) {
                        still.add(place);
                    }
                }
            }
            assertTrue(video.decodedPictures() < video.readPictures(), "some were left out");
        }
        assertTrue(still.size() >= 2, "still at " + still);
        assertTrue(still.get(still.size() - 1) <= MOVES_FROM, "still at " + still);
        List<Double> moving =
                places.stream().filter(place -> place >= 9 - PICTURE / 2).toList();
        for (int i = 1; i < moving.size(); i++) {
            assertEquals(PICTURE, moving.get(i) - moving.get(i - 1), 0.01, "from the key frame before it: " + moving);
        }
    }

    @Test
    void whoSeesMoreGetsTheFramesSinceTheOneBefore() throws Exception {
        List<Double> places = new ArrayList<>();
        try (VideoFile video = open(TestClips.stillThenMoving())) {
            Moment before = null;
            boolean asked = false;
            for (Optional<Frame> next = video.next(); next.isPresent(); next = video.next()) {
                try (Frame frame = next.get()) {
                    if (frame.time().still() && before != null && !asked) {
                        asked = true;
                        video.goBackTo(before);
                        places.clear();
                        places.add(seconds(before));
                    } else {
                        places.add(seconds(frame.time().moment()));
                    }
                    before = frame.time().moment();
                }
            }
            assertTrue(asked, "a key frame of a still stretch");
        }
        for (int i = 1; i < 30; i++) {
            assertEquals(PICTURE, places.get(i) - places.get(i - 1), 0.01, "picture by picture: " + places);
        }
    }

    @Test
    void aCameraRestsAndGoesBackAndStaysWell() throws Exception {
        try (ClipCamera server = ClipCamera.builder()
                        .clip(TestClips.stillThenMoving())
                        .mount("gate")
                        .start();
                Watched gate = Watched.start(settings(server.url("gate")))) {
            Await.until(
                    "rest",
                    () -> gate.camera.isResting() && gate.camera.counters().skipped() > 10);
            assertEquals(0, gate.camera.counters().wentBack());
            Await.until("movement", () -> gate.camera.counters().wentBack() > 0);
            Await.until("all of it", () -> gate.frames.stream()
                    .anyMatch(seen -> seconds(seen.time().moment()) > MOVES_FROM + 1));
            List<Double> moving = gate.frames.stream()
                    .map(seen -> seconds(seen.time().moment()))
                    .filter(place -> place >= 9 - PICTURE / 2 && place <= MOVES_FROM + 1)
                    .toList();
            for (int i = 1; i < moving.size(); i++) {
                assertEquals(
                        PICTURE, moving.get(i) - moving.get(i - 1), 0.01, "from the key frame before it: " + moving);
            }
            assertTrue(moving.size() >= 1 / PICTURE, moving.toString());
            CameraCounters counters = gate.camera.counters();
            assertEquals(0, counters.reconnects() + counters.failures() + counters.dropped(), counters.toString());
            assertEquals(CameraState.STREAMING, gate.camera.status().state());
        }
    }

    /** One frame that does not come back holds going back up, but not for ever. */
    @Test
    void aDetectorThatTakesNothingIsNotWaitedForWithoutEnd() throws Exception {
        AtomicBoolean hold = new AtomicBoolean();
        AtomicReference<Frame> held = new AtomicReference<>();
        AtomicReference<Double> newest = new AtomicReference<>(0.0);
        try (ClipCamera server = ClipCamera.builder()
                        .clip(TestClips.stillThenMoving())
                        .mount("gate")
                        .start();
                Camera camera = new Camera(
                        settings(server.url("gate")),
                        frame -> {
                            newest.set(seconds(frame.time().moment()));
                            if (!hold.get() || !held.compareAndSet(null, frame)) {
                                frame.close();
                            }
                            return true;
                        },
                        status -> {},
                        new OpenGate(1),
                        System::nanoTime,
                        Clock.systemUTC())) {
            camera.start();
            Await.until("rest", camera::isResting);
            hold.set(true);
            Await.until("a frame that stays out", () -> held.get() != null);
            Await.until("movement", () -> camera.counters().wentBack() > 0);
            Await.until("frames all the same", () -> newest.get() > MOVES_FROM + 1);
        } finally {
            Optional.ofNullable(held.get()).ifPresent(Frame::close);
        }
    }

    private static VideoFile open(Path clip) throws CaptureException {
        return VideoFile.open(clip, new CameraId("gate"), TestClips.SHAPE, 0, Instant.EPOCH, DecodeMode.ADAPTIVE);
    }

    private static double seconds(Moment moment) {
        return moment.stream().toNanos() / 1e9;
    }
}
