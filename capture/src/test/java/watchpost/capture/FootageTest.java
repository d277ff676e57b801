package watchpost.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import watchpost.core.geometry.Size;
import watchpost.core.id.CameraId;
import watchpost.core.vision.Frame;
import watchpost.testkit.Peers;

/** Recordings of other people's recorders: MS-MPEG4, H.264 and H.265, with and without sound. */
class FootageTest {
    @ParameterizedTest
    @CsvSource({
        "vtest.avi, 768, 576, 10, 795",
        "TUD-Campus.mp4, 640, 480, 25, 71",
        "intel_store-aisle-detection_short.mp4, 480, 270, 15, 67",
        "shop-counter.mp4, 1920, 1080, 30, 603"
    })
    void everyPictureIsRead(String name, int width, int height, double fps, int pictures) throws Exception {
        Path file = Peers.footage(name);
        try (VideoFile video = VideoFile.open(file, new CameraId("hall"), TestClips.SHAPE, 1, Instant.EPOCH)) {
            assertEquals(new Size(width, height), video.size());
            assertEquals(fps, video.fps(), fps * 0.03);
            double last = 0;
            int thinned = 0;
            for (Optional<Frame> next = video.next(); next.isPresent(); next = video.next()) {
                try (Frame frame = next.get()) {
                    last = frame.time().moment().stream().toNanos() / 1e9;
                    thinned++;
                }
            }
            assertEquals(Math.floor(last) + 1, thinned, 1);
            assertEquals(pictures / video.fps(), video.duration().toNanos() / 1e9, 0.2);
            assertEquals(1, video.progress(), 0.02);
        }
    }
}
