package watchpost.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import watchpost.core.event.CameraState;
import watchpost.core.event.CameraStatus;
import watchpost.core.geometry.Size;
import watchpost.core.id.SourceUrl;
import watchpost.testkit.rtsp.ClipCamera;

@Execution(ExecutionMode.CONCURRENT)
class CameraOverRtspTest {
    private static final double FRAME = 1.0 / 15;

    @ParameterizedTest
    @EnumSource(Transport.class)
    void streamsOnOneTimelineOverTheEndOfTheClip(Transport transport) throws Exception {
        try (ClipCamera server = server();
                Watched gate = Watched.start(server.url("gate"), transport)) {
            List<Watched.Seen> seen = gate.frames(45);
            for (int i = 1; i < seen.size(); i++) {
                assertEquals(FRAME, step(seen, i), 2e-3, "step to picture " + i);
                assertEquals(new Size(640, 360), seen.get(i).picture());
            }
            CameraStatus status = gate.status(CameraState.STREAMING);
            assertEquals("", status.reason());
            CameraCounters counters = gate.camera.counters();
            assertEquals(0, counters.damaged());
            assertEquals(0, counters.failures());
            assertTrue(counters.bytes() > 10_000, counters.toString());
        }
    }

    @ParameterizedTest
    @EnumSource(ClipCamera.Scheme.class)
    void answersTheDemandForCredentials(ClipCamera.Scheme scheme) throws Exception {
        try (ClipCamera server = protectedServer(scheme);
                Watched gate = Watched.start(server.urlWithCredentials("gate"), Transport.TCP)) {
            gate.frames(5);
            gate.status(CameraState.STREAMING);
        }
    }

    @Test
    void aWrongPasswordIsSaidOnceAndNotTriedAgain() throws Exception {
        try (ClipCamera server = protectedServer(ClipCamera.Scheme.DIGEST)) {
            String url = server.url("gate").replace("://", "://operator:gu3ss@");
            try (Watched gate = Watched.start(url, Transport.AUTO)) {
                CameraStatus status = gate.status(CameraState.AUTH_FAILED);
                assertTrue(status.reason().contains("did not accept the user name and password"), status.reason());
                assertFalse(status.reason().contains("gu3ss"), status.reason());
                assertFalse(status.reason().contains("operator"), status.reason());
                assertEquals(1, server.connectionsSoFar());
                assertEquals(1, gate.camera.counters().failures());
            }
        }
    }

    @Test
    void aWrongPathIsNamed() throws Exception {
        try (ClipCamera server = server();
                Watched gate = Watched.start(server.url("gate") + "-of-somebody-else", Transport.TCP)) {
            String reason = gate.failure().reason();
            assertTrue(reason.contains("has no stream of that name"), reason);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a codec that nobody knows, 'm=video 0 RTP/AVP 98\r\na=rtpmap:98 X-ODD/90000\r\na=control:track0\r\n', H.264",
        "sound only, 'm=audio 0 RTP/AVP 0\r\na=control:track0\r\n', video",
        "nonsense, 'nonsense', no video session"
    })
    void whatIsDescribedAndCannotBeShownIsSaid(String what, String description, String words) throws Exception {
        try (ClipCamera server = protectedServer(ClipCamera.Scheme.DIGEST)) {
            server.describeAs("v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=x\r\nt=0 0\r\n" + description);
            try (Watched gate = Watched.start(server.urlWithCredentials("gate"), Transport.TCP)) {
                String reason = gate.failure().reason();
                assertTrue(reason.startsWith("Camera gate: "), what + ": " + reason);
                assertTrue(reason.contains(words), what + ": " + reason);
                assertFalse(reason.contains("s3cret"), what + ": " + reason);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = Transport.class, names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
    void silenceIsFoundAndTheStreamComesBack(Transport transport) throws Exception {
        try (ClipCamera server = server();
                Watched gate = Watched.start(server.url("gate"), transport)) {
            gate.frames(10);
            server.freeze();
            CameraStatus stalled = gate.status(CameraState.STALLED);
            assertTrue(stalled.reason().contains("has sent nothing for 0.8 s"), stalled.reason());
            server.resume();
            gate.status(CameraState.STREAMING);
            gate.frames(5);
            assertEquals(1, gate.camera.counters().reconnects());
        }
    }

    @ParameterizedTest
    @EnumSource(value = Transport.class, names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
    void whoWaitsForASilentCameraCanBeClosed(Transport transport) throws Exception {
        try (ClipCamera server = server();
                Watched gate = Watched.start(Watched.settings(server.url("gate"), transport, Watched.PATIENT))) {
            gate.frames(5);
            server.freeze();
            gate.silence();
            assertEquals(CameraState.STREAMING, gate.camera.status().state());
        }
    }

    @Test
    void garbageIsFoundWhileBytesArrive() throws Exception {
        try (ClipCamera server = server();
                ClipCamera other = server();
                Watched gate = Watched.start(server.url("gate"), Transport.TCP);
                Watched yard = Watched.start(other.url("gate"), Transport.TCP)) {
            gate.frames(10);
            server.garbage(true);
            CameraStatus stalled = gate.status(CameraState.STALLED);
            assertTrue(stalled.reason().contains("has given no picture for"), stalled.reason());
            server.garbage(false);
            gate.status(CameraState.STREAMING);
            List<Watched.Seen> undisturbed = yard.frames(20);
            for (int i = 1; i < undisturbed.size(); i++) {
                assertEquals(FRAME, step(undisturbed, i), 2e-3, "the other camera's picture " + i);
            }
        }
    }

    @Test
    void aRestartedServerIsFoundAgainAndTheTimelineGoesOn() throws Exception {
        try (ClipCamera server = server();
                Watched gate = Watched.start(server.url("gate"), Transport.TCP)) {
            Watched.Seen last = gate.frames(10).get(9);
            server.stop();
            CameraStatus stalled = gate.status(CameraState.STALLED);
            assertTrue(stalled.reason().startsWith("Camera gate: "), stalled.reason());
            server.restart();
            gate.status(CameraState.STREAMING);
            Watched.Seen before = last;
            for (Watched.Seen next : gate.frames(20)) {
                double stream =
                        next.time().moment().since(before.time().moment()).toNanos() / 1e9;
                double arrival = (next.time().arrivalNanos() - before.time().arrivalNanos()) / 1e9;
                assertTrue(stream >= 0, "the timeline goes back by " + stream);
                if (arrival > 0.5) {
                    assertEquals(arrival, stream, 0.2, "the gap is as long as it was");
                }
                before = next;
            }
        }
    }

    @Test
    void followsAChangeOfResolutionWithoutANewConnection() throws Exception {
        try (ClipCamera server = server();
                Watched gate = Watched.start(server.url("gate"), Transport.TCP)) {
            gate.frames(10);
            server.play("gate", TestClips.smallerH264());
            Watched.Seen before = gate.frames(1).get(0);
            for (int i = 0; i < 60 && before.picture().equals(new Size(640, 360)); i++) {
                Watched.Seen next = gate.frames(1).get(0);
                assertTrue(next.time().moment().since(before.time().moment()).toMillis() < 2_000);
                before = next;
            }
            assertEquals(new Size(320, 240), before.picture());
            assertEquals(0, gate.camera.counters().reconnects());
        }
    }

    @Test
    void autoTurnsToTcpWhereDatagramsGetLost() throws Exception {
        try (ClipCamera server = server();
                DatagramEater firewall = new DatagramEater(server.port())) {
            String url = "rtsp://127.0.0.1:" + firewall.port() + "/gate";
            try (Watched gate = Watched.start(url, Transport.AUTO)) {
                gate.frames(10);
                assertEquals(0, gate.camera.counters().failures(), "turning to TCP is no failure");
            }
            assertEquals(2, server.connectionsSoFar());
        }
    }

    @Test
    void aProbeTellsWhatTheCameraSends() throws Exception {
        try (ClipCamera server = protectedServer(ClipCamera.Scheme.DIGEST)) {
            for (Transport transport : List.of(Transport.TCP, Transport.UDP)) {
                ProbeReport report =
                        Probe.probe(new SourceUrl(server.urlWithCredentials("gate")), transport, Duration.ofSeconds(1));
                assertEquals("h264", report.codec());
                assertEquals(new Size(640, 360), report.size());
                assertEquals(15, report.fps(), 1);
                assertEquals(transport, report.transport().orElseThrow());
            }
        }
    }

    private static ClipCamera server() {
        return ClipCamera.builder().clip(TestClips.h264()).mount("gate").start();
    }

    private static ClipCamera protectedServer(ClipCamera.Scheme scheme) {
        return ClipCamera.builder()
                .clip(TestClips.h264())
                .mount("gate")
                .credentials("operator", "s3cret")
                .scheme(scheme)
                .start();
    }

    private static double step(List<Watched.Seen> seen, int i) {
        return seen.get(i)
                        .time()
                        .moment()
                        .since(seen.get(i - 1).time().moment())
                        .toNanos()
                / 1e9;
    }
}
