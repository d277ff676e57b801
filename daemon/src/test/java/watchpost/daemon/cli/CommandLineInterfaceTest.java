package watchpost.daemon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CommandLineInterfaceTest {
    @Test
    void theHelpGroupsTheCommandsAndTellsTheExitCodes() {
        Ran ran = Ran.of("--help");
        assertEquals(0, ran.exitCode());
        for (String expected : new String[] {"To see it at work:", "version", "Exit codes:", "70"}) {
            assertTrue(ran.out().contains(expected), ran.out());
        }
    }

    @Test
    void everyCommandHasHelp() {
        Commands.all(new watchpost.daemon.console.Console(System.out, System.err, false, false, false))
                .forEach(command -> {
                    String name = new picocli.CommandLine(command).getCommandName();
                    Ran ran = Ran.of(name, "--help");
                    assertEquals(0, ran.exitCode(), ran.err());
                    assertTrue(ran.out().contains("Usage: watchpost " + name), ran.out());
                    assertTrue(ran.out().contains("Exit codes:"), ran.out());
                });
    }

    @Test
    void theVersionIsTheBuildsOwn() {
        Ran ran = Ran.of("version");
        assertEquals(0, ran.exitCode());
        assertTrue(ran.out().matches("watchpost \\d+\\.\\d+\\.\\d+\\S* \\(Java .*\\)\\n"), ran.out());
    }

    @Test
    void aWrongCommandLineIsOneSentence() {
        Ran ran = Ran.of("versoin");
        assertEquals(2, ran.exitCode());
        assertEquals(1, ran.err().lines().count(), ran.err());
        assertTrue(ran.err().contains("versoin"), ran.err());
    }
}
