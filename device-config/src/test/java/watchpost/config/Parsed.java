package watchpost.config;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.ZoneId;
import java.util.List;

/** Reads texts the same way on every machine. */
final class Parsed {
    static final Reading STRICT =
            new Reading(Reading.Tolerance.STRICT, KnownClasses.ANY, "box-1", ZoneId.of("Europe/Berlin"));

    private Parsed() {}

    static ConfigResult of(String text) {
        return ConfigFile.parse(text, "watchpost.yaml", STRICT);
    }

    static ConfigResult.Valid valid(String text) {
        ConfigResult result = of(text);
        return assertInstanceOf(ConfigResult.Valid.class, result, result::toString);
    }

    /** The problems as a terminal shows them, without the file name. */
    static List<String> problems(String text) {
        return lines(of(text));
    }

    static List<String> lines(ConfigResult result) {
        List<Problem> problems = result instanceof ConfigResult.Invalid invalid
                ? invalid.problems()
                : ((ConfigResult.Valid) result).warnings();
        return problems.stream()
                .map(problem -> problem.toString().substring(problem.file().length() + 1))
                .toList();
    }
}
