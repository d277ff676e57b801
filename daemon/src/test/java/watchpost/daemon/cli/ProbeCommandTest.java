package watchpost.daemon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import watchpost.testkit.BundledClip;
import watchpost.testkit.rtsp.ClipCamera;
import watchpost.testkit.tls.TestAuthority;
import watchpost.testkit.tls.TlsDoor;

class ProbeCommandTest {
    private static TestAuthority authority;
    private static ClipCamera server;
    private static TlsDoor door;

    @BeforeAll
    static void start() throws Exception {
        authority = TestAuthority.create();
        server = ClipCamera.builder()
                .clip(BundledClip.path())
                .mount("gate")
                .credentials("operator", "s3cret")
                .start();
        door = new TlsDoor(authority.issue("camera", List.of("IP:127.0.0.1")), server.port());
    }

    @AfterAll
    static void stop() throws Exception {
        door.close();
        server.close();
        authority.close();
    }

    @Test
    void anEncryptedCameraIsBelievedAsFarAsItIsSaid() {
        Ran refused = probe();
        assertEquals(4, refused.exitCode(), refused.err());
        assertEquals(1, refused.err().lines().count(), refused.err());
        assertFalse(refused.err().contains("s3cret"), refused.err());
        Matcher named = Pattern.compile("([0-9A-F]{2}:){31}[0-9A-F]{2}").matcher(refused.err());
        assertTrue(named.find(), refused.err());

        assertShows(probe("--fingerprint", named.group()));
        assertShows(probe("--ca-file", authority.certificate().toString()));
        assertShows(probe("--insecure"));
        assertEquals(4, probe("--fingerprint", "ab".repeat(32)).exitCode());
    }

    @Test
    void whatDoesNotGoTogetherIsWrongUsage() {
        assertWrong(2, "mutually exclusive", probe("--insecure", "--fingerprint", "ab".repeat(32)));
        assertWrong(2, "64 hexadecimal digits", probe("--fingerprint", "abc"));
        assertWrong(3, "/no/such.pem cannot be read", probe("--ca-file", "/no/such.pem"));
        assertWrong(2, "go with an rtsps:// URL", Ran.of("probe", "rtsp://127.0.0.1:1/gate", "--insecure"));
    }

    private static Ran probe(String... options) {
        String[] arguments = new String[options.length + 5];
        arguments[0] = "probe";
        arguments[1] = "rtsps://operator:s3cret@127.0.0.1:" + door.port() + "/gate";
        arguments[2] = "--transport=tcp";
        arguments[3] = "--for";
        arguments[4] = "500ms";
        System.arraycopy(options, 0, arguments, 5, options.length);
        return Ran.of(arguments);
    }

    private static void assertShows(Ran ran) {
        assertEquals(0, ran.exitCode(), ran.err());
        assertTrue(ran.out().contains("h264"), ran.out());
        assertFalse(ran.out().contains("s3cret"), ran.out());
    }

    private static void assertWrong(int exitCode, String part, Ran ran) {
        assertEquals(exitCode, ran.exitCode(), ran.err());
        assertEquals(1, ran.err().lines().count(), ran.err());
        assertTrue(ran.err().contains(part), ran.err());
    }
}
