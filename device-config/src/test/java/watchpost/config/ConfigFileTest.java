package watchpost.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that hold no configuration at all get one clear sentence. */
class ConfigFileTest {
    @TempDir
    Path folder;

    @Test
    void filesThatCannotBeRead() throws Exception {
        assertEquals(List.of("1:1: the file does not exist"), problems(folder.resolve("none.yaml")));
        assertEquals(List.of("1:1: this is a folder; name the file in it"), problems(folder));
        Path large = Files.write(folder.resolve("large.yaml"), new byte[10_000_000]);
        assertEquals(List.of("1:1: the file is larger than 1 MiB; is it a configuration at all"), problems(large));
        assertEquals(
                List.of("1:1: the file is larger than 1 MiB; is it a configuration at all"),
                problems(written("a: b\n".repeat(400_000), StandardCharsets.UTF_8)));
    }

    @Test
    void encodings() throws Exception {
        String text = "version: 1\nsite: nörd\n";
        assertEquals(
                List.of("2:8: the file is not in UTF-8; save it as UTF-8"),
                problems(written(text, StandardCharsets.ISO_8859_1)));
        assertEquals(
                List.of("1:1: the file is in UTF-16; save it as UTF-8"),
                problems(written(text, StandardCharsets.UTF_16)));
        assertInstanceOf(
                ConfigResult.Valid.class,
                ConfigFile.read(written("\ufeffversion: 1\n", StandardCharsets.UTF_8), Parsed.STRICT),
                "with a byte order mark");
        assertInstanceOf(
                ConfigResult.Valid.class,
                ConfigFile.read(written("version: 1\r\nsite: a\r\n", StandardCharsets.UTF_8), Parsed.STRICT),
                "with the line ends of Windows");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    ``                           | 1:1: the file is empty; begin with: cameras:
                    # nothing                    | 1:1: the file is empty; begin with: cameras:
                    rtsp://10.0.0.5              | 1:1: the file must hold keys and values; write a key, a colon and a blank, such as cameras:
                    [1, 2]                       | 1:1: the file must hold keys and values; write a key, a colon and a blank, such as cameras:
                    a:~\tb: c                    | 2:1: the line is indented with a tab; use blanks
                    a: ^b                       | 1:4: the file holds a control character; is it a text file
                    site: a~box                  | 2:1: a key without a colon
                    site: a: b                   | 1:8: a second colon in one line; put the text in quotes
                    site: "a~box: b~             | 1:7: a quoted text that does not end
                    mqtt: {url: a~http: [        | 2:5: keys in braces that do not end: ',' or '}' is missing
                    mqtt: [a, b~http: 1          | 2:5: a list that does not end: ',' or ']' is missing
                    mqtt:~  url: a~ topic: b     | 3:2: the line is not indented like its neighbours; keys of one block begin in the same column
                    site: *x                     | 1:7: an alias ('*') without its anchor ('&')
                    site: a~---~site: b          | 2:1: a second document ('---')
                    site: @a                     | 1:7: not readable as YAML: found character '@' that cannot start any token; put the text in quotes
                    """)
    void textsThatAreNoYaml(String text, String expected) {
        String file = text.replace('~', '\n').replace("\\t", "\t").replace('^', '\0');
        assertEquals(List.of(expected), Parsed.problems(file));
    }

    @Test
    void bombs() {
        String nested = "a: " + "[".repeat(100_000);
        assertEquals(List.of("1:23: the file is nested more than 20 deep"), Parsed.problems(nested));
        StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 40; i++) {
            laughs.append("a%d: &a%d [*a%d, *a%d, *a%d, *a%d, *a%d, *a%d]\n"
                    .formatted(i, i, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1));
        }
        List<String> problems = Parsed.problems(laughs.toString());
        assertEquals(1, problems.size());
        assertTrue(problems.get(0).endsWith("the file has more than 200 aliases"), problems::toString);
        assertTrue(
                Parsed.problems("mqtt: &m {url: *m}").contains("1:7: mqtt: must hold keys and values"),
                "a block that holds itself");
    }

    private Path written(String text, Charset charset) throws Exception {
        return Files.writeString(folder.resolve("watchpost.yaml"), text, charset);
    }

    private static List<String> problems(Path file) {
        return Parsed.lines(ConfigFile.read(file, Parsed.STRICT));
    }
}
