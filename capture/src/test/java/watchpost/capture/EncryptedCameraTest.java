package watchpost.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import watchpost.capture.rtsp.Trust;
import watchpost.core.event.CameraState;
import watchpost.core.event.CameraStatus;
import watchpost.core.id.SourceUrl;
import watchpost.testkit.rtsp.ClipCamera;
import watchpost.testkit.tls.TestAuthority;
import watchpost.testkit.tls.TlsDoor;

/** A camera behind {@code rtsps://} is believed only as far as it was said. */
class EncryptedCameraTest {
    private static final Pattern FINGERPRINT = Pattern.compile("([0-9A-F]{2}:){31}[0-9A-F]{2}");
    private static TestAuthority authority;
    private static TestAuthority stranger;
    private static ClipCamera server;
    private static TlsDoor door;
    private static TlsDoor elsewhere;

    @BeforeAll
    static void start() throws Exception {
        authority = TestAuthority.create();
        stranger = TestAuthority.create();
        server = ClipCamera.builder()
                .clip(TestClips.h264())
                .mount("gate")
                .credentials("operator", "s3cret")
                .start();
        door = new TlsDoor(authority.issue("camera", List.of("IP:127.0.0.1")), server.port());
        elsewhere = new TlsDoor(authority.issue("elsewhere", List.of("DNS:elsewhere.example")), server.port());
    }

    @AfterAll
    static void stop() throws Exception {
        elsewhere.close();
        door.close();
        server.close();
        stranger.close();
        authority.close();
    }

    @Test
    void anOwnAuthorityIsBelieved() throws Exception {
        streams(door, Trust.signedBy(authority.certificate()));
    }

    @Test
    void whomNobodyKnowsIsRefusedAndThePinIsNamed() throws Exception {
        String reason = refused(door, Trust.authorities());
        assertTrue(reason.contains("nobody who is trusted has signed it"), reason);
        Matcher named = FINGERPRINT.matcher(reason);
        assertTrue(named.find(), reason);
        assertTrue(Trust.isFingerprint(named.group()), reason);
        streams(door, Trust.pinned(named.group()));
        String other = refused(elsewhere, Trust.pinned(named.group()));
        assertTrue(other.contains("another fingerprint than the one set"), other);
    }

    @Test
    void anotherAuthorityIsNotBelieved() throws Exception {
        String reason = refused(door, Trust.signedBy(stranger.certificate()));
        assertTrue(reason.contains("nobody who is trusted has signed it"), reason);
    }

    @Test
    void theHostsNameIsChecked() throws Exception {
        String reason = refused(elsewhere, Trust.signedBy(authority.certificate()));
        assertTrue(reason.contains("made out for another host"), reason);
    }

    @Test
    void whoAsksForNoProofGetsNone() throws Exception {
        streams(elsewhere, Trust.anybody());
    }

    @Test
    void aProbeChecksToo() throws Exception {
        SourceUrl url = new SourceUrl(url(door));
        CaptureException e =
                assertThrows(CaptureException.class, () -> Probe.probe(url, Transport.TCP, Duration.ofMillis(500)));
        assertEquals(CaptureException.Kind.NOT_TRUSTED, e.kind());
        ProbeReport report =
                Probe.probe(url, Transport.TCP, Duration.ofMillis(500), Trust.signedBy(authority.certificate()));
        assertEquals("h264", report.codec());
    }

    @Test
    void whoWaitsForASilentCameraCanBeClosed() throws Exception {
        Trust trust = Trust.signedBy(authority.certificate());
        try (ClipCamera silent = ClipCamera.builder()
                        .clip(TestClips.h264())
                        .mount("gate")
                        .start();
                TlsDoor at = new TlsDoor(authority.issue("silent", List.of("IP:127.0.0.1")), silent.port());
                Watched gate = Watched.start(Watched.settings(url(at), Transport.TCP, Watched.PATIENT)
                        .trusting(trust))) {
            gate.frames(5);
            silent.freeze();
            gate.silence();
            assertEquals(CameraState.STREAMING, gate.camera.status().state());
        }
    }

    private static void streams(TlsDoor at, Trust trust) throws Exception {
        try (Watched gate =
                Watched.start(Watched.settings(url(at), Transport.TCP).trusting(trust))) {
            assertEquals(5, gate.frames(5).size());
        }
    }

    private static String refused(TlsDoor at, Trust trust) throws Exception {
        try (Watched gate =
                Watched.start(Watched.settings(url(at), Transport.TCP).trusting(trust))) {
            CameraStatus status = gate.failure();
            assertTrue(status.reason().startsWith("Camera gate: the camera's certificate"), status.reason());
            assertFalse(status.reason().contains("s3cret"), status.reason());
            assertEquals(0, gate.camera.counters().decoded());
            return status.reason();
        }
    }

    private static String url(TlsDoor at) {
        return "rtsps://operator:s3cret@127.0.0.1:" + at.port() + "/gate";
    }
}
