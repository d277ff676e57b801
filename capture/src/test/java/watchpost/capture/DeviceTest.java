package watchpost.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.capture.ffmpeg.MediaException;
import watchpost.core.event.CameraStatus;
import watchpost.core.id.SourceUrl;
import watchpost.testkit.Await;

/** A USB camera up to its device: this machine need not have one. */
class DeviceTest {
    @TempDir
    Path folder;

    @Test
    void aDeviceThatIsNotThereSaysSoAndIsTriedAgain() throws Exception {
        try (Watched gate = Watched.start(Watched.settings("v4l2:/dev/video97", Transport.AUTO))) {
            CameraStatus status = gate.failure();
            assertTrue(
                    status.reason().startsWith("Camera gate: there is no device /dev/video97; check"), status.reason());
            long failures = gate.camera.counters().failures();
            Await.until("another try", () -> gate.camera.counters().failures() > failures);
        }
    }

    @Test
    void aDeviceThatIsNoCameraSaysSo() {
        CaptureException e = probe("v4l2:/dev/null");
        if (e.kind() == CaptureException.Kind.UNSUPPORTED) {
            assertTrue(e.getMessage().contains("install libasound2"), e.getMessage());
        } else {
            assertEquals(CaptureException.Kind.NO_VIDEO, e.kind(), e.getMessage());
            assertTrue(e.getMessage().contains("/dev/null is no camera that can be opened"), e.getMessage());
            assertTrue(e.getMessage().contains("Inappropriate ioctl"), "the device was asked: " + e.getMessage());
        }
    }

    @Test
    void whatIsNoDeviceIsAnInvalidUrl() {
        CaptureException e = probe("v4l2:" + folder);
        assertEquals(CaptureException.Kind.INVALID_URL, e.kind());
        assertTrue(e.getMessage().contains("v4l2:/dev/video0"), e.getMessage());
    }

    @Test
    void denialAndUseByOthersHaveTheirOwnSentences() throws Exception {
        Source source = Source.of("Camera gate", new SourceUrl("v4l2:/dev/video0"));
        String denied = Sentences.opening(source, "", new MediaException(MediaException.Reason.DENIED, "open"))
                .getMessage();
        assertEquals(
                "Camera gate: /dev/video0 may not be opened by this user; add it to the group video (usermod -aG video"
                        + " USER).",
                denied);
        String busy = Sentences.opening(source, "", new MediaException(MediaException.Reason.BUSY, "open"))
                .getMessage();
        assertEquals("Camera gate: /dev/video0 is used by another program; end that, then it is opened.", busy);
    }

    private static CaptureException probe(String url) {
        return assertThrows(
                CaptureException.class, () -> Probe.probe(new SourceUrl(url), Transport.AUTO, Duration.ofSeconds(1)));
    }
}
