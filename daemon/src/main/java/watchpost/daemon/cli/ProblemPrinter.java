package watchpost.daemon.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import watchpost.config.Problem;
import watchpost.core.id.SourceUrl;
import watchpost.daemon.console.Colours;
import watchpost.daemon.console.Console;

/** Prints the problems of a configuration file; on a terminal also the line itself and a mark below the place. */
final class ProblemPrinter {
    private final Console console;
    private final List<String> lines;

    ProblemPrinter(Console console, Path file) {
        this.console = console;
        this.lines = console.errIsTerminal() ? read(file) : List.of();
    }

    void print(List<Problem> problems) {
        Colours colours = console.errColours();
        for (Problem problem : problems) {
            boolean error = problem.weight() == Problem.Weight.ERROR;
            console.err().println(error ? colours.alarm(problem.toString()) : colours.warning(problem.toString()));
            if (problem.line() <= lines.size()) {
                String line = SourceUrl.redact(lines.get(problem.line() - 1));
                console.err().println(colours.quiet("    " + line));
                console.err().println("    " + " ".repeat(Math.max(0, problem.column() - 1)) + colours.warning("^"));
            }
        }
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException unreadable) {
            return List.of(); // which is one of the problems
        }
    }
}
