package watchpost.testkit.rtsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.testkit.Await;

/** The clip camera's dialogue and its faults, by a client that sees every byte. */
class ClipCameraTest {
    private static ClipCamera camera() {
        return ClipCamera.builder().frameRate(25).mount("gate").start();
    }

    @Test
    void describesItsStream() throws IOException {
        try (ClipCamera camera = camera();
                RtspClient client = new RtspClient(camera.port())) {
            assertTrue(
                    client.ask("OPTIONS", camera.url("gate")).header("Public").contains("GET_PARAMETER"));
            RtspClient.Answer description = client.ask("DESCRIBE", camera.url("gate") + "?profile=1");
            assertEquals(200, description.status());
            assertTrue(description.body().contains("profile-level-id=4D40"), description.body());
            assertTrue(description.body().matches("(?s).*sprop-parameter-sets=[A-Za-z0-9+/=]+,[A-Za-z0-9+/=]+\r\n.*"));
            assertTrue(description.body().contains("a=framerate:25.0"), description.body());
            assertEquals(404, client.ask("DESCRIBE", camera.url("gate") + "x").status());
            assertEquals(
                    461,
                    client.ask("SETUP", camera.url("gate") + "/track0", "Transport: RTP/AVP;multicast")
                            .status());
            assertEquals(
                    461,
                    client.ask("SETUP", camera.url("gate") + "/track0", "Transport: RTP/AVP;client_port=99999-0")
                            .status());
            assertEquals(455, client.ask("PLAY", camera.url("gate")).status());
            assertEquals(405, client.ask("RECORD", camera.url("gate")).status());
            assertEquals(
                    454,
                    client.ask("TEARDOWN", camera.url("gate"), "Session: 1").status());
            client.send("nonsense\r\n\r\n");
            assertEquals(400, client.answer().status());
            assertThrows(EOFException.class, client::packet);
            assertThrows(NoSuchElementException.class, () -> camera.url("yard"));
        }
    }

    @Test
    void streamBeginsWithParameterSetsAndReportsItsClock() throws IOException {
        try (ClipCamera camera = camera();
                RtspClient client = new RtspClient(camera.port())) {
            RtspClient.Answer play = client.play(camera.url("gate"));
            RtspClient.Packet first = client.packet();
            assertEquals(0, first.channel());
            assertEquals(7, first.bytes()[12] & 0x1F, "a sequence parameter set");
            assertNotEquals(0, first.timestamp());
            assertTrue(play.header("RTP-Info").endsWith("rtptime=" + first.timestamp()));

            RtspClient.Packet report = first;
            while (report.channel() != 1) {
                report = client.packet();
            }
            ByteBuffer bytes = ByteBuffer.wrap(report.bytes());
            assertEquals(200, bytes.get(1) & 0xFF, "a sender report");
            long seconds = Integer.toUnsignedLong(bytes.getInt(8)) - 2_208_988_800L;
            assertTrue(Math.abs(Instant.now().getEpochSecond() - seconds) < 20, "its clock is ours");
            long reported = Integer.toUnsignedLong(bytes.getInt(16));
            assertTrue(
                    reported >= first.timestamp() && reported < first.timestamp() + 900_000, "and fits the pictures");
            assertEquals(200, client.askWhilePlaying("GET_PARAMETER", camera.url("gate")));
        }
    }

    @Test
    void frozenCameraIsSilentAndGoesOn() throws IOException {
        try (ClipCamera camera = camera();
                RtspClient client = new RtspClient(camera.port())) {
            client.play(camera.url("gate"));
            long before = client.packet().timestamp();
            camera.freeze();
            client.patience(400);
            assertThrows(SocketTimeoutException.class, () -> {
                while (true) {
                    client.packet();
                }
            });
            client.patience(10_000);
            camera.resume();
            assertTrue(client.packet().timestamp() - before > 90_000 / 4, "time went on");
        }
    }

    @Test
    void dropsRefusesStopsAndComesBack() throws IOException {
        try (ClipCamera camera = camera()) {
            int port = camera.port();
            try (RtspClient client = new RtspClient(port)) {
                client.play(camera.url("gate"));
                Await.until("a client", () -> camera.clients() == 1);
                camera.refuse(true);
                try (RtspClient refused = new RtspClient(port)) {
                    assertThrows(EOFException.class, refused::packet);
                }
                client.packet();
                camera.dropConnections();
                assertClosed(client);
            }
            camera.stop();
            camera.stop();
            assertEquals(0, camera.clients());
            assertThrows(ConnectException.class, () -> new RtspClient(port));
            camera.refuse(false);
            camera.restart();
            assertEquals(port, camera.port());
            try (RtspClient client = new RtspClient(port)) {
                client.play(camera.url("gate"));
                client.packet();
            }
            assertEquals(3, camera.connectionsSoFar());
        }
    }

    @Test
    void losesPackets() throws IOException {
        try (ClipCamera camera = camera();
                RtspClient client = new RtspClient(camera.port())) {
            camera.packetLoss(0.5);
            client.play(camera.url("gate"));
            int missing = 0;
            int last = -1;
            for (int i = 0; i < 40; ) {
                RtspClient.Packet packet = client.packet();
                if (packet.channel() == 0) {
                    int sequence = ByteBuffer.wrap(packet.bytes()).getShort(2) & 0xFFFF;
                    missing += last < 0 ? 0 : ((sequence - last) & 0xFFFF) - 1;
                    last = sequence;
                    i++;
                }
            }
            assertTrue(missing > 10 && missing < 120, missing + " lost beside 40 received");
        }
    }

    @Test
    void manyClientsOfSeveralMountsAreServed() throws IOException {
        try (ClipCamera camera = ClipCamera.builder()
                .mount("gate")
                .mount("yard", Duration.ofSeconds(30))
                .start()) {
            List<RtspClient> clients = List.of(
                    new RtspClient(camera.port()), new RtspClient(camera.port()), new RtspClient(camera.port()));
            clients.get(0).play(camera.url("gate"));
            clients.get(1).play(camera.url("yard"));
            clients.get(2).play(camera.url("yard"));
            Await.until("three clients", () -> camera.clients() == 3);
            for (RtspClient client : clients) {
                client.packet();
            }
            clients.get(1).close();
            Await.until("one to leave", () -> camera.clients() == 2);
            clients.get(2).packet();
            for (RtspClient client : clients) {
                client.close();
            }
        }
    }

    @Test
    void saysWhatIsWrongWithAFile(@TempDir Path folder) throws IOException {
        Path text = Files.writeString(folder.resolve("a.mp4"), "no video");
        for (Path file : List.of(text, folder.resolve("missing.mp4"))) {
            UncheckedIOException e = assertThrows(
                    UncheckedIOException.class,
                    () -> ClipCamera.builder().clip(file).mount("gate").start());
            assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
            assertFalse(e.getMessage().contains("Exception"), e.getMessage());
        }
    }

    private static void assertClosed(RtspClient client) {
        assertThrows(IOException.class, () -> {
            for (int i = 0; i < 10_000; i++) {
                client.packet();
            }
        });
    }
}
