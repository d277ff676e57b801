package watchpost.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A broken camera block costs that camera only, where the caller wants it so. */
class BrokenCameraTest {
    private static final Reading TOLERANT = Parsed.STRICT.with(Reading.Tolerance.KEEP_GOOD_CAMERAS);
    private static final String RULES = "rules: {r: {kind: intrusion, zone: [[0, 0], [1, 0], [0, 1]]}}";
    private static final String FILE = """
            cameras:
              a: {url: rtsp://10.0.0.1/x, RULES}
              b: {url: rtsp://, RULES}
              c: {url: rtsp://10.0.0.3/x, RULES}
              c: {url: rtsp://10.0.0.4/x, RULES}
              d d: {url: rtsp://10.0.0.5/x, RULES}
              e: {url: rtsp://10.0.0.6/x}
            """.replace("RULES", RULES);

    @Test
    void itIsLeftOutWithItsProblems() {
        ConfigResult.Valid valid =
                assertInstanceOf(ConfigResult.Valid.class, ConfigFile.parse(FILE, "watchpost.yaml", TOLERANT));
        assertEquals(
                List.of("a", "e"),
                valid.config().cameras().stream()
                        .map(camera -> camera.id().value())
                        .toList());
        assertEquals(
                List.of("b", "c", "d d"),
                valid.broken().stream().map(ConfigResult.BrokenCamera::name).toList());
        assertEquals(3, valid.broken().get(0).problems().get(0).line());
        assertEquals(
                4,
                valid.warnings().size(),
                "the three errors and the doubt about camera e, which has no rules: " + valid.warnings());
    }

    @Test
    void strictlyItCostsTheFile() {
        assertInstanceOf(ConfigResult.Invalid.class, ConfigFile.parse(FILE, "watchpost.yaml", Parsed.STRICT));
    }

    @Test
    void whatIsBrokenOutsideCostsTheFile() {
        for (String outside : List.of("site: a b\n", "cameras: [a]\n", "schedules: {n: {}}\n", "mqtt: {url: x}\n")) {
            ConfigResult result = ConfigFile.parse(outside, "watchpost.yaml", TOLERANT);
            assertInstanceOf(ConfigResult.Invalid.class, result, outside);
        }
    }
}
