package watchpost.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import watchpost.core.event.CameraState;
import watchpost.core.event.CameraStatus;

@Execution(ExecutionMode.CONCURRENT)
class UnreachableCamerasTest {
    @Test
    void aClosedPortIsNamed() throws Exception {
        int port;
        try (ServerSocket once = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = once.getLocalPort();
        }
        try (Watched gate = Watched.start("rtsp://admin:s3cret@127.0.0.1:" + port + "/live", Transport.AUTO)) {
            CameraStatus status = gate.failure();
            assertEquals(CameraState.CONNECTING, status.state());
            assertTrue(status.reason().contains("Camera gate: 127.0.0.1:" + port + " refused"), status.reason());
            assertTrue(status.reason().contains("rtsp://***@127.0.0.1:" + port + "/live"), status.reason());
            assertFalse(status.reason().contains("s3cret"), status.reason());
        }
    }

    @Test
    void anUnknownHostIsNamed() throws Exception {
        try (Watched gate = Watched.start("rtsp://admin:s3cret@no-such-camera.invalid/live", Transport.TCP)) {
            String reason = gate.failure().reason();
            assertTrue(reason.contains("no address is known for the host no-such-camera.invalid"), reason);
            assertFalse(reason.contains("s3cret"), reason);
        }
    }

    @Test
    void aHostThatIsRoutedAndDoesNotAnswerIsNamed() throws Exception {
        List<Socket> callers = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            fill(full, callers);
            String address = "127.0.0.1:" + full.getLocalPort();
            for (Transport transport : List.of(Transport.TCP, Transport.AUTO)) {
                try (Watched gate = Watched.start("rtsp://admin:s3cret@" + address + "/live", transport)) {
                    CameraStatus status = gate.failure();
                    assertEquals(CameraState.CONNECTING, status.state());
                    String expected = "Camera gate: " + address + " does not answer: nobody took the connection up for";
                    assertTrue(status.reason().startsWith(expected), status.reason());
                    assertTrue(status.reason().contains("(rtsp://***@" + address + "/live over"), status.reason());
                    assertTrue(status.reason().contains("check that the camera is on"), status.reason());
                    assertFalse(status.reason().contains("s3cret"), status.reason());
                }
            }
        } finally {
            for (Socket caller : callers) {
                caller.close();
            }
        }
    }

    /** Calls until the kernel answers no further call, as a host that is not there does not. */
    private static void fill(ServerSocket server, List<Socket> callers) throws IOException {
        while (callers.size() < 20) {
            Socket caller = new Socket();
            callers.add(caller);
            try {
                caller.connect(server.getLocalSocketAddress(), 500);
            } catch (SocketTimeoutException e) {
                return;
            }
        }
        throw new AssertionError("the kernel answers for a program that does not");
    }

    @Test
    void aHostThatAcceptsAndSaysNothingIsGivenUpAtTheDeadline() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Watched gate = Watched.start("rtsp://127.0.0.1:" + silent.getLocalPort() + "/live", Transport.TCP)) {
            long begin = System.nanoTime();
            String reason = gate.failure().reason();
            double seconds = (System.nanoTime() - begin) / 1e9;
            assertTrue(reason.contains("did not open a session in time"), reason);
            assertTrue(seconds < 5, "given up after " + seconds + " s");
        }
    }

    @Test
    void closingDuringAnOpeningIsQuick() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CameraSettings patient = new CameraSettings(
                    new watchpost.core.id.CameraId("gate"),
                    new watchpost.core.id.SourceUrl("rtsp://127.0.0.1:" + silent.getLocalPort() + "/live"),
                    Transport.TCP,
                    TestClips.SHAPE,
                    0,
                    Timers.DEFAULT);
            try (Watched gate = Watched.start(patient)) {
                silent.accept().getInputStream().read();
                assertEquals(CameraState.CONNECTING, gate.camera.status().state());
            }
        }
    }

    @Test
    void deadCamerasDontKeepAGoodOneWaiting() throws Exception {
        OpenGate doorway = new OpenGate(2);
        List<Watched> dead = new ArrayList<>();
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 6; i++) {
                Watched camera = new Watched(
                        Watched.settings("rtsp://127.0.0.1:" + silent.getLocalPort() + "/live", Transport.TCP),
                        doorway);
                camera.camera.start();
                dead.add(camera);
            }
            for (Watched camera : dead) {
                camera.failure();
            }
            long begin = System.nanoTime();
            Watched good = new Watched(Watched.settings(TestClips.h264().toString(), Transport.AUTO), doorway);
            try (good) {
                good.camera.start();
                good.frames(1);
                double seconds = (System.nanoTime() - begin) / 1e9;
                assertTrue(seconds < 3, "first frame after " + seconds + " s");
            }
            dead.forEach(Watched::close);
        }
        assertEquals(2, doorway.free());
    }

    @ParameterizedTest
    @CsvSource({
        "rtsp:///live, names no host",
        "rtsp://user:pw@:554/live, names no host",
        "rtsp://cam:99999/live, is not a number from 1 to 65535",
        "http://cam/live, none of the sources",
        "v4l2:video0, none of the sources",
        "'', the URL is empty"
    })
    void whatIsNoUrlIsNeverTried(String url, String words) throws Exception {
        try (Watched gate = Watched.start(url, Transport.AUTO)) {
            CameraStatus status = gate.status(CameraState.DISABLED);
            assertTrue(status.reason().startsWith("Camera gate: "), status.reason());
            assertTrue(status.reason().contains(words), status.reason());
            assertFalse(status.reason().contains("pw@"), status.reason());
        }
    }
}
