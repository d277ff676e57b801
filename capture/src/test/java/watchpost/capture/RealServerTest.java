package watchpost.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import watchpost.core.event.CameraState;
import watchpost.core.event.CameraStatus;
import watchpost.core.geometry.Size;
import watchpost.testkit.rtsp.GstCamera;

/** Against GStreamer's RTSP server, so that we are not only tested against ourselves. */
@Execution(ExecutionMode.CONCURRENT)
class RealServerTest {
    @ParameterizedTest
    @EnumSource(Transport.class)
    void streamsWithDigest(Transport transport) throws Exception {
        try (GstCamera server = protectedServer();
                Watched gate = Watched.start(server.urlWithCredentials("gate"), transport)) {
            List<Watched.Seen> seen = gate.frames(30);
            for (int i = 1; i < seen.size(); i++) {
                double step = seen.get(i)
                                .time()
                                .moment()
                                .since(seen.get(i - 1).time().moment())
                                .toNanos()
                        / 1e9;
                assertEquals(1.0 / 15, step, 2e-3, "step to picture " + i);
            }
            assertEquals(0, gate.camera.counters().damaged());
            assertEquals(0, gate.camera.counters().failures());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"MJPEG", "H.265"})
    void streamsOtherCodecs(String codec) throws Exception {
        Path clip = codec.equals("MJPEG") ? TestClips.mjpegForRtp() : TestClips.h265();
        try (GstCamera server = GstCamera.builder().mount("gate", clip).start()) {
            for (Transport transport : new Transport[] {Transport.TCP, Transport.UDP}) {
                try (Watched gate = Watched.start(server.url("gate"), transport)) {
                    for (Watched.Seen frame : gate.frames(20)) {
                        assertEquals(new Size(640, 360), frame.picture());
                    }
                    assertEquals(0, gate.camera.counters().damaged());
                    assertEquals(0, gate.camera.counters().failures());
                }
            }
        }
    }

    @Test
    void refusesAWrongPassword() throws Exception {
        try (GstCamera server = protectedServer();
                Watched gate = Watched.start(server.url("gate").replace("://", "://operator:gu3ss@"), Transport.AUTO)) {
            CameraStatus status = gate.status(CameraState.AUTH_FAILED);
            assertFalse(status.reason().contains("gu3ss"), status.reason());
        }
    }

    @Test
    void comesBackAfterAKillAndAfterAFreeze() throws Exception {
        try (GstCamera server = protectedServer();
                Watched gate = Watched.start(server.urlWithCredentials("gate"), Transport.TCP)) {
            gate.frames(5);
            server.kill();
            gate.status(CameraState.STALLED);
            server.restart();
            gate.status(CameraState.STREAMING);
            server.freeze();
            CameraStatus stalled = gate.status(CameraState.STALLED);
            assertTrue(stalled.reason().contains("has sent nothing for"), stalled.reason());
            server.resume();
            gate.status(CameraState.STREAMING);
            gate.frames(5);
        }
    }

    private static GstCamera protectedServer() {
        return GstCamera.builder()
                .mount("gate", TestClips.h264())
                .credentials("operator", "s3cret")
                .start();
    }
}
