package watchpost.testkit.rtsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import watchpost.testkit.Peers;
import watchpost.testkit.Run;

class GstCameraTest {
    @Test
    void isReadByFfprobeOverTcpAndUdpWithCredentialsOnly() throws Exception {
        Path ffprobe = Peers.ffprobe();
        try (GstCamera camera =
                GstCamera.builder().mount("gate").credentials("guard", "s3cret").start()) {
            for (String transport : List.of("tcp", "udp")) {
                Run run = Run.of(
                        ffprobe,
                        "-v",
                        "error",
                        "-rtsp_transport",
                        transport,
                        "-read_intervals",
                        "%+#12",
                        "-show_entries",
                        "packet=pts_time:stream=width",
                        "-of",
                        "csv=p=0",
                        camera.urlWithCredentials("gate"));
                assertEquals(0, run.status(), run::toString);
                assertTrue(run.lines().contains("768"), run::toString);
                List<Double> times = run.lines().stream()
                        .filter(line -> line.matches("\\d+\\.\\d+,?"))
                        .map(line -> Double.valueOf(line.replace(",", "")))
                        .toList();
                assertTrue(times.size() >= 10, run::toString);
                double span = times.get(times.size() - 1) - times.get(0);
                assertEquals(0.1 * (times.size() - 1), span, 0.02, times::toString);
            }
            Run refused = Run.of(ffprobe, "-v", "error", "-rtsp_transport", "tcp", camera.url("gate"));
            assertNotEquals(0, refused.status());
            assertTrue(refused.toString().contains("401"), refused::toString);
        }
    }

    @Test
    void freezesDiesAndComesBack() throws Exception {
        try (GstCamera camera = GstCamera.builder().mount("gate").start()) {
            try (RtspClient client = new RtspClient(camera.port())) {
                play(client, camera);
                client.packet();
                camera.freeze();
                client.patience(300);
                assertThrows(SocketTimeoutException.class, () -> {
                    while (true) {
                        client.packet();
                    }
                });
                client.patience(10_000);
                camera.resume();
                client.packet();
                camera.kill();
                assertThrows(EOFException.class, () -> {
                    while (true) {
                        client.packet();
                    }
                });
            }
            assertThrows(ConnectException.class, () -> new RtspClient(camera.port()));
            camera.restart();
            try (RtspClient client = new RtspClient(camera.port())) {
                play(client, camera);
                client.packet();
            }
        }
    }

    private static void play(RtspClient client, GstCamera camera) throws Exception {
        assertEquals(
                200,
                client.ask("DESCRIBE", camera.url("gate"), "Accept: application/sdp")
                        .status());
        RtspClient.Answer setUp =
                client.ask("SETUP", camera.url("gate") + "/stream=0", "Transport: RTP/AVP/TCP;unicast;interleaved=0-1");
        assertEquals(200, setUp.status(), setUp::toString);
        String session = setUp.header("Session").replaceFirst(";.*", "");
        assertEquals(
                200,
                client.ask("PLAY", camera.url("gate"), "Session: " + session).status());
    }
}
