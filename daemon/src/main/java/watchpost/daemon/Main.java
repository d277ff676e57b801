package watchpost.daemon;

import watchpost.capture.FfmpegRuntime;
import watchpost.daemon.cli.CommandLineInterface;
import watchpost.daemon.console.Console;

/** The program {@code watchpost}. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit code; see {@code watchpost --help}. */
    public static void main(String[] arguments) {
        FfmpegRuntime.prepare();
        System.exit(new CommandLineInterface(Console.ofProcess()).run(arguments));
    }
}
