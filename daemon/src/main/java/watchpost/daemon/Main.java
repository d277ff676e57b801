package watchpost.daemon;

import watchpost.daemon.cli.CommandLineInterface;
import watchpost.daemon.console.Console;
import watchpost.daemon.logging.SteadyLogManager;

/** The program {@code watchpost}. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit code; see {@code watchpost --help}. */
    public static void main(String[] arguments) {
        System.setProperty("java.util.logging.manager", SteadyLogManager.class.getName());
        System.exit(new CommandLineInterface(Console.ofProcess()).run(arguments));
    }
}
