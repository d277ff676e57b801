package watchpost.daemon.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import watchpost.daemon.console.Console;
import watchpost.daemon.console.ExitCode;

/** docs/commands.md names every command and every exit code. */
class CommandPageTest {
    @Test
    void thePageIsComplete() throws Exception {
        String page = Files.readString(Path.of(System.getProperty("watchpost.root"), "docs", "commands.md"));
        for (ConsoleCommand command : Commands.all(new Console(System.out, System.err, false, false, false))) {
            String name = new CommandLine(command).getCommandName();
            assertTrue(page.contains("\n| `" + name), name);
        }
        for (ExitCode code : ExitCode.values()) {
            assertTrue(page.contains("\n| " + code.code() + " | " + code.meaning() + " |"), code.toString());
        }
    }
}
