package watchpost.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that were cut short, garbled or mistyped anywhere: problems only, at the right line. */
class BrokenTextTest {
    private static final long SEED = 20261121;

    @Test
    void cutShortAnywhere(@TempDir Path folder) throws Exception {
        byte[] whole = Shipped.EXAMPLE.getBytes(StandardCharsets.UTF_8);
        Path file = folder.resolve("watchpost.yaml");
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertSaysSomethingSensible(ConfigFile.read(file, Parsed.STRICT), "cut at byte " + length);
        }
    }

    @Test
    void garbledAnywhere(@TempDir Path folder) throws Exception {
        SplittableRandom random = new SplittableRandom(SEED);
        Path file = folder.resolve("watchpost.yaml");
        for (int round = 0; round < 1000; round++) {
            byte[] bytes = Shipped.EXAMPLE.getBytes(StandardCharsets.UTF_8);
            for (int change = random.nextInt(1, 6); change > 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Files.write(file, bytes);
            assertSaysSomethingSensible(ConfigFile.read(file, Parsed.STRICT), "round " + round + " of seed " + SEED);
        }
    }

    private static void assertSaysSomethingSensible(ConfigResult result, String what) {
        if (result instanceof ConfigResult.Invalid invalid) {
            assertFalse(invalid.problems().isEmpty(), what);
            for (Problem problem : invalid.problems()) {
                assertTrue(problem.line() >= 1 && problem.column() >= 1, what + ": " + problem);
                assertFalse(problem.message().contains("\n"), what + ": " + problem);
                assertFalse(problem.message().isBlank(), what);
            }
        }
    }

    /** One slip of the keyboard: what is replaced in one line, and by what. */
    private record Slip(String name, Pattern where, String by) {}

    private static final List<Slip> SLIPS = List.of(
            slip("a misspelt key", "^( *)(url|topic|address|port|zones|rules|kind|classes|analyse|every):", "$1x$2y:"),
            slip("a key in capitals", "^( *)(mqtt|http|storage|detector|directory|outbox|transport|masks):", "$1$2S:"),
            slip("no unit", ": ([0-9]+) (fps|s|min|MiB|GiB)\\b", ": $1"),
            slip("a wrong unit", ": ([0-9]+) (fps|s|min|MiB|GiB)\\b", ": $1 parsec"),
            slip("outside the picture", "\\[0\\.([0-9])", "[3.$1"),
            slip("no number", "\\[0\\.([0-9])", "[o.$1"),
            slip("an unknown zone", "zone: yard", "zone: yart"),
            slip("an unknown line", "line: door", "line: dor"),
            slip("a wrong word", ": (auto|both|left-to-right|alarm|warning|bottom-centre)\\b", ": $1x"),
            slip("a wrong kind", "kind: ([a-z-]+)", "kind: $1s"),
            slip("too much", ": ([0-9]+) (fps|s|min)\\b", ": 9999999 $2"),
            slip("a tab", "^  ", "\t"),
            slip("a second colon", "^( *)(url|topic|address|directory|kind):( +)", "$1$2:$3a: "),
            slip("nothing", "^( *)(url|topic|address|directory|kind|for|severity): .*", "$1$2:"),
            slip("a list", "^( *)(url|topic|address|directory|kind|for|severity): .*", "$1$2: [a]"));

    private static Slip slip(String name, String where, String by) {
        return new Slip(name, Pattern.compile(where), by);
    }

    @Test
    void oneSlipIsFoundInItsLine() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<String> lines = Shipped.EXAMPLE.lines().toList();
        for (int round = 0; round < 300; round++) {
            Slip slip = SLIPS.get(random.nextInt(SLIPS.size()));
            List<Integer> places = new ArrayList<>();
            for (int i = 0; i < lines.size(); i++) {
                if (!lines.get(i).contains("#  ")
                        && slip.where().matcher(code(lines.get(i))).find()) {
                    places.add(i);
                }
            }
            int place = places.get(random.nextInt(places.size()));
            Matcher matcher = slip.where().matcher(code(lines.get(place)));
            List<String> broken = new ArrayList<>(lines);
            broken.set(place, matcher.replaceFirst(slip.by()));
            ConfigResult result = Parsed.of(String.join("\n", broken));
            String what = slip.name() + " in line " + (place + 1) + ": " + broken.get(place) + " gave " + result;
            ConfigResult.Invalid invalid = assertInstanceOf(ConfigResult.Invalid.class, result, what);
            assertTrue(invalid.problems().stream().anyMatch(problem -> problem.line() == place + 1), what);
        }
    }

    /** The line without its comment. */
    private static String code(String line) {
        int comment = line.indexOf('#');
        return comment < 0 ? line : line.substring(0, comment).stripTrailing();
    }

    @Test
    void aLineTwiceIsFoundInTheSecond() {
        List<String> lines = Shipped.EXAMPLE.lines().toList();
        int found = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (!code(lines.get(i)).matches(" *[a-z-]+: +[^ ].*")) {
                continue;
            }
            List<String> twice = new ArrayList<>(lines);
            twice.add(i + 1, lines.get(i));
            int line = i + 2;
            List<Problem> problems = ((ConfigResult.Invalid) Parsed.of(String.join("\n", twice))).problems();
            assertEquals(
                    List.of(line),
                    problems.stream().map(Problem::line).distinct().toList(),
                    lines.get(i));
            found++;
        }
        assertTrue(found > 40, "only " + found + " lines tried");
    }
}
