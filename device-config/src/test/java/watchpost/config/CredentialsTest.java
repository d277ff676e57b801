package watchpost.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Camera URLs, passwords and password files; and that no message ever shows a password. */
class CredentialsTest {
    private static final String PASSWORD = "hunter2";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    rtsp://u:hunter2@                   | the URL has no host; write it such as rtsp://10.0.0.5/stream1
                    rtsp://:554/x?p=1                   | the URL has no host; write it such as rtsp://10.0.0.5/stream1
                    rtsp:///x                           | the URL has no host; write it such as rtsp://10.0.0.5/stream1
                    rtps://u:hunter2@10.0.0.5/x         | the URL has the unknown scheme rtps://; did you mean rtsp://
                    http://u:hunter2@10.0.0.5/x         | the URL has the unknown scheme http://; use rtsp://, rtsps://, file: or v4l2:
                    rtsp://u:hunter2@10.0.0.5:99999/x   | the URL has a port that is not within 1 to 65535
                    rtsp://u:hunter2@10.0.0.5:hunter2/  | the URL has a port that is not within 1 to 65535
                    rtsp://u:hunter2@fe80::1/x          | the URL has a host that cannot be one; an IPv6 address stands in [ ]
                    rtsp://u:hun/hunter2@10.0.0.5/x     | its password seems to hold a '/', '?' or '#'
                    rtsp://u:hunter2@10.0.0.5/a b       | the URL holds a blank; write a blank in a URL as %20
                    rtsp:u:hunter2@10.0.0.5             | does not exist
                    u:hunter2@10.0.0.5/x                | does not exist
                    file:///no/hunter2/such.mp4         | does not exist
                    """)
    void wrongUrls(String url, String expected) {
        List<String> problems = problems("url: '" + url + "'");
        assertTrue(problems.get(0).contains(expected), problems::toString);
        if (url.contains("://u:")) {
            assertFalse(problems.toString().contains(PASSWORD), problems::toString);
        }
    }

    @Test
    void goodUrlsStayAsTheyAre() {
        for (String url : List.of(
                "rtsp://10.0.0.5/stream1",
                "rtsp://user:pass@camera.local:8554/a?b=c&d=e",
                "rtsps://user:p%40ss@[fe80::1%25eth0]:322/",
                "RTSP://camera_1/x@y",
                "v4l2:/dev/video0")) {
            ConfigResult result = parse("url: '" + url + "'");
            ConfigResult.Valid valid = (ConfigResult.Valid) result;
            assertEquals(url, valid.config().cameras().get(0).url().reveal());
        }
    }

    @Test
    void filesStartAtTheFolderOfTheConfiguration() throws Exception {
        Files.writeString(folder.resolve("clip.mp4"), "any");
        for (String url : List.of("clip.mp4", "./clip.mp4", folder + "/clip.mp4")) {
            ConfigResult.Valid valid = (ConfigResult.Valid) parse("url: " + url);
            assertEquals(
                    folder.resolve("clip.mp4").toString(),
                    valid.config().cameras().get(0).url().reveal());
        }
        for (String url : List.of("file:clip.mp4", "file://" + folder + "/clip.mp4")) {
            ConfigResult.Valid valid = (ConfigResult.Valid) parse("url: " + url);
            assertEquals(
                    "file:" + folder.resolve("clip.mp4"),
                    valid.config().cameras().get(0).url().reveal());
        }
        assertTrue(problems("url: " + folder).get(0).contains("holds no picture"));
    }

    @Test
    void oneWayToKnowACameraByOnly() {
        assertEquals(
                List.of("4:5: cameras.gate.tls: has no use here; only rtsps:// cameras have a certificate"),
                problems("url: rtsp://10.0.0.5/x\n    tls: {insecure: true}"));
        assertEquals(
                List.of(
                        "4:5: cameras.gate.tls: ca-file, fingerprint and insecure exclude each other; keep one of them"),
                problems("url: rtsps://10.0.0.5/x\n    tls: {insecure: true, fingerprint: " + "ab".repeat(32) + "}"));
        assertEquals(
                List.of("4:24: cameras.gate.tls.fingerprint: this is no SHA-256 fingerprint: those have 64 hexadecimal"
                        + " digits; watchpost names the camera's when it refuses it"),
                problems("url: rtsps://10.0.0.5/x\n    tls: {fingerprint: \"AB:CD\"}"));
    }

    @Test
    void oneWayOfCredentialsOnly() throws Exception {
        write("pw", PASSWORD, "rw-------");
        assertEquals(
                List.of("4:5: cameras.gate.username: the url holds credentials too; use either those in the url or"
                        + " username and password-file"),
                problems("url: rtsp://a:b@10.0.0.5/x\n    username: u\n    password-file: pw"));
        assertEquals(
                List.of("2:3: cameras.gate: username and password-file go together"),
                problems("url: rtsp://10.0.0.5/x\n    username: u"));
        assertEquals(
                List.of(
                        "4:5: cameras.gate.username: has no use here; only rtsp:// and rtsps:// cameras ask for a password"),
                problems("url: v4l2:/dev/video0\n    username: u\n    password-file: pw"));
        assertEquals(
                List.of("4:5: cameras.gate.password: is not a known key; did you mean password-file"),
                problems("url: rtsp://10.0.0.5/x\n    password: " + PASSWORD));
    }

    @Test
    void passwordFiles() throws Exception {
        write("open", PASSWORD, "rw-r--r--");
        write("empty", "\n", "rw-------");
        write("two", PASSWORD + "\n" + PASSWORD + "\n", "rw-------");
        write("large", PASSWORD.repeat(1000), "rw-------");
        Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, 1});
        Files.setPosixFilePermissions(folder.resolve("binary"), PosixFilePermissions.fromString("rw-------"));
        assertEquals(
                "5:20: warning: cameras.gate.password-file: every user of this machine can read FOLDER/open; chmod o= FOLDER/open",
                passwordProblem("open"));
        assertEquals("5:20: cameras.gate.password-file: FOLDER/empty is empty", passwordProblem("empty"));
        assertEquals("5:20: cameras.gate.password-file: FOLDER/two has more than one line", passwordProblem("two"));
        assertEquals(
                "5:20: cameras.gate.password-file: FOLDER/large is too large to hold one password",
                passwordProblem("large"));
        assertEquals(
                "5:20: cameras.gate.password-file: FOLDER/binary is not a text in UTF-8", passwordProblem("binary"));
        assertEquals("5:20: cameras.gate.password-file: the file FOLDER/none does not exist", passwordProblem("none"));
    }

    @Test
    void aPasswordThatTravelsUnencryptedIsDoubtful() throws Exception {
        write("pw", PASSWORD, "rw-------");
        String mqtt = "mqtt: {url: 'mqtt://%s', username: u, password-file: pw}\n";
        assertTrue(lines(mqtt.formatted("broker.local")).contains("travels unencrypted to broker.local; use mqtts://"));
        assertFalse(lines(mqtt.formatted("localhost")).contains("unencrypted"));
        assertFalse(lines(mqtt.formatted("[::1]:1884")).contains("unencrypted"));
    }

    @Test
    void printingShowsNoPassword() throws Exception {
        write("pw", PASSWORD, "rw-------");
        String text = """
                mqtt: {url: 'mqtts://b', username: u, password-file: pw}
                cameras:
                  gate:
                    url: rtsp://10.0.0.5/x
                    username: u
                    password-file: pw
                  yard:
                    url: rtsp://u:hunter2@10.0.0.5/x
                """;
        ConfigResult.Valid valid = (ConfigResult.Valid) ConfigFile.parse(text, name(), Parsed.STRICT);
        assertEquals(
                "rtsp://u:hunter2@10.0.0.5/x",
                valid.config().cameras().get(0).url().reveal());
        assertFalse(valid.toString().contains(PASSWORD), valid::toString);
        Problem problem = new Problem("f", 1, 1, Problem.Weight.ERROR, "rtsp://u:hunter2@h", "not rtsp://u:hunter2@h");
        assertFalse(problem.toString().contains(PASSWORD));
    }

    private String passwordProblem(String file) {
        List<String> problems = problems("url: rtsp://10.0.0.5/x\n    username: u\n    password-file: " + file);
        assertEquals(1, problems.size(), problems::toString);
        assertFalse(problems.toString().contains(PASSWORD), problems::toString);
        return problems.get(0).replace(folder.toString(), "FOLDER");
    }

    private String lines(String text) {
        return Parsed.lines(ConfigFile.parse(text, name(), Parsed.STRICT)).toString();
    }

    private List<String> problems(String keys) {
        return Parsed.lines(parse(keys));
    }

    private ConfigResult parse(String keys) {
        return ConfigFile.parse(
                "cameras:\n  gate:\n    " + keys
                        + "\n    rules: {r: {kind: intrusion, zone: [[0, 0], [1, 0], [0, 1]]}}\n",
                name(),
                Parsed.STRICT);
    }

    private String name() {
        return folder.resolve("watchpost.yaml").toString();
    }

    private void write(String name, String text, String mode) throws Exception {
        Path file = Files.writeString(folder.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }
}
