package watchpost.config.yaml;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Text to tree, within limits that no honest file reaches. */
public final class YamlText {
    /** A file with 200 cameras of 20 rules each has about half of it. */
    public static final int MOST_CHARACTERS = 1 << 20;

    private static final int DEEPEST = 20;
    private static final int MOST_ALIASES = 200;

    private YamlText() {}

    /** The keys at the top of {@code text}; empty if there is no reading on, which is then reported. */
    public static Optional<Section> read(String text, Faults faults) {
        if (text.length() > MOST_CHARACTERS) {
            faults.file(Spot.START, "the file is larger than 1 MiB", "is it a configuration at all");
            return Optional.empty();
        }
        if (!checkCharacters(text, faults)) {
            return Optional.empty();
        }
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(MOST_CHARACTERS)
                .setMaxAliasesForCollections(MOST_ALIASES)
                .setAllowNonScalarKeys(true)
                .setUseMarks(true)
                .build();
        try {
            Parser events = new BoundedParser(
                    new ParserImpl(settings, new StreamReader(settings, text)), DEEPEST, MOST_ALIASES);
            return top(new Composer(settings, events).getSingleNode(), faults);
        } catch (BoundedParser.TooMuchException e) {
            faults.file(e.spot(), e.text(), "");
        } catch (MarkedYamlEngineException e) {
            report(e, faults);
        } catch (YamlEngineException e) {
            faults.file(Spot.START, "the file is not readable as YAML", "");
        }
        return Optional.empty();
    }

    private static Optional<Section> top(Optional<Node> root, Faults faults) {
        if (root.isEmpty()) {
            faults.file(Spot.START, "the file is empty", "begin with: cameras:");
            return Optional.empty();
        }
        if (!(root.get() instanceof MappingNode mapping)) {
            faults.file(
                    Spot.of(root.get().getStartMark()),
                    "the file must hold keys and values",
                    "write a key, a colon and a blank, such as cameras:");
            return Optional.empty();
        }
        return Optional.of(new Section(List.of(), mapping, Spot.START, faults));
    }

    /** Tabs in the indentation and control characters, each at its place: the parser's own sentences about them help nobody. */
    private static boolean checkCharacters(String text, Faults faults) {
        boolean good = true;
        boolean indenting = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\t' && indenting) {
                faults.file(Spot.at(text, i), "the line is indented with a tab", "use blanks");
                good = false;
                indenting = false;
            } else if (Character.isISOControl(c) && "\t\n\r".indexOf(c) < 0) {
                faults.file(Spot.at(text, i), "the file holds a control character", "is it a text file");
                return false;
            } else if (c == '\n') {
                indenting = true;
            } else if (c != ' ') {
                indenting = false;
            }
        }
        return good;
    }

    private static void report(MarkedYamlEngineException e, Faults faults) {
        String context = e.getContext() == null ? "" : e.getContext();
        boolean began =
                context.startsWith("while scanning") && e.getContextMark().isPresent();
        Spot spot = Spot.of(began ? e.getContextMark() : e.getProblemMark());
        String problem = e.getProblem() == null ? "" : e.getProblem();
        faults.file(spot, sentence(context, problem), hint(context, problem));
    }

    private static String sentence(String context, String problem) {
        if (problem.contains("could not find expected ':'")) {
            return "a key without a colon";
        }
        if (problem.contains("mapping values are not allowed")) {
            return "a second colon in one line";
        }
        if (context.contains("quoted scalar")) {
            return "a quoted text that does not end";
        }
        if (context.contains("flow sequence")) {
            return "a list that does not end: ',' or ']' is missing";
        }
        if (context.contains("flow mapping")) {
            return "keys in braces that do not end: ',' or '}' is missing";
        }
        if (context.contains("block mapping") || context.contains("block collection")) {
            return "the line is not indented like its neighbours";
        }
        if (problem.contains("undefined alias")) {
            return "an alias ('*') without its anchor ('&')";
        }
        if (problem.contains("another document")) {
            return "a second document ('---')";
        }
        return problem.isEmpty()
                ? "the file is not readable as YAML"
                : "not readable as YAML: " + problem.replaceFirst("\\. \\(.*", "");
    }

    private static String hint(String context, String problem) {
        if (problem.contains("mapping values are not allowed") || problem.contains("cannot start any token")) {
            return "put the text in quotes";
        }
        return context.contains("block mapping") ? "keys of one block begin in the same column" : "";
    }
}
