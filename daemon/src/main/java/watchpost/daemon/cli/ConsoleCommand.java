package watchpost.daemon.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Option;
import watchpost.daemon.console.Console;
import watchpost.daemon.console.ExitCode;
import watchpost.daemon.logging.Logs;

/** What every command has: help, verbosity and the console. */
abstract class ConsoleCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = {"-v", "--verbose"},
            description = "Say more: debugging lines and the traces of unexpected errors.")
    private boolean verbose;

    ConsoleCommand(Console console) {
        this.console = console;
    }

    @Override
    public final Integer call() throws Exception {
        Logs.install(console.err(), verbose ? Logs.Detail.VERBOSE : detail());
        return run().code();
    }

    /** Does the work. */
    abstract ExitCode run() throws Exception;

    /** How much this command logs unless it is asked for more. */
    Logs.Detail detail() {
        return Logs.Detail.QUIET;
    }

    final Console console() {
        return console;
    }

    final boolean verbose() {
        return verbose;
    }
}
