package watchpost.daemon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each mistake that people make costs them one sentence, and never a stack trace. */
class WrongInputTest {
    private static final String MODEL = "/watchpost/models/nanodet-g-416/";

    private static final String CAMERA = """
            cameras:
              gate:
                url: rtsp://10.0.0.5/a
                rules: {yard: {kind: intrusion, zone: [[0, 0], [1, 0], [1, 1]]}}
            """;

    @TempDir
    Path folder;

    @Test
    void aMissingConfiguration() {
        for (String command : new String[] {"check", "run"}) {
            Ran ran = command.equals("check")
                    ? Ran.of("check", "nowhere.yaml")
                    : Ran.of("run", "--config", "nowhere.yaml");
            assertOneSentence(ran, 3, "nowhere.yaml", "does not exist");
        }
    }

    @Test
    void anUnknownKey() throws IOException {
        Path file = write(CAMERA + "    analize: 5 fps\n");
        assertOneSentence(Ran.of("check", file.toString()), 3, ":5:5:", "analize", "analyse");
    }

    @Test
    void aUrlWithoutHost() throws IOException {
        Path file = write(CAMERA.replace("10.0.0.5", ""));
        assertOneSentence(Ran.of("check", file.toString()), 3, ":3:10:", "no host");
        assertOneSentence(Ran.of("probe", "rtsp:///a"), 3, "host");
    }

    @Test
    void aModelWithAWrongHash() throws IOException {
        Path model = Files.createDirectory(folder.resolve("model"));
        copy(MODEL + "model.yaml", model.resolve("model.yaml"));
        Files.write(model.resolve("nanodet_g_416_int8_u8s8.onnx"), new byte[] {1, 2, 3});
        Files.write(model.resolve("nanodet_g_416_fp16w.onnx"), new byte[] {1, 2, 3});
        assertOneSentence(Ran.of("detect", "any.jpg", "--model", model.toString()), 3, "SHA-256");
    }

    @Test
    void aMissingPictureAndAMissingVideo() throws IOException {
        assertOneSentence(Ran.of("detect", "nothing.jpg"), 3, "nothing.jpg");
        Path file = write(CAMERA);
        Ran ran = Ran.of("replay", "nothing.mp4", "--config", file.toString(), "--camera", "gate");
        assertOneSentence(ran, 3, "nothing.mp4");
    }

    @Test
    void aCameraThatTheFileDoesNotHave() throws IOException {
        Path file = write(CAMERA);
        Ran ran = Ran.of("replay", "v.mp4", "--config", file.toString(), "--camera", "door");
        assertOneSentence(ran, 3, "door", "gate");
    }

    @Test
    void aBrokerThatRefuses() throws IOException {
        assertOneSentence(Ran.of("subscribe", "--broker", "mqtt://127.0.0.1:" + closedPort()), 4, "Connection refused");
    }

    @Test
    void aCameraThatRefuses() throws IOException {
        assertOneSentence(Ran.of("probe", "rtsp://user:secret@127.0.0.1:" + closedPort() + "/a"), 4, "refused");
    }

    @Test
    void aWrongLengthOfTime() {
        assertOneSentence(Ran.of("demo", "--for", "20"), 2, "20s");
    }

    private static void assertOneSentence(Ran ran, int exitCode, String... parts) {
        assertEquals(exitCode, ran.exitCode(), ran.err());
        assertEquals("", ran.out());
        assertEquals(1, ran.err().lines().count(), ran.err());
        for (String part : parts) {
            assertTrue(ran.err().contains(part), ran.err());
        }
        assertFalse(ran.err().contains("Exception") || ran.err().contains("secret"), ran.err());
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("watchpost.yaml"), text);
    }

    private static void copy(String resource, Path target) throws IOException {
        try (InputStream in = WrongInputTest.class.getResourceAsStream(resource)) {
            Files.copy(in, target);
        }
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
