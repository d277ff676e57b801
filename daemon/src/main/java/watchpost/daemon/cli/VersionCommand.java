package watchpost.daemon.cli;

import picocli.CommandLine.Command;
import watchpost.daemon.console.Console;
import watchpost.daemon.console.ExitCode;
import watchpost.daemon.console.Version;

@Command(name = "version", description = "Print the version of watchpost and of the Java that runs it.")
final class VersionCommand extends ConsoleCommand {
    VersionCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run() {
        console()
                .out()
                .println("watchpost " + Version.current() + " (Java " + System.getProperty("java.runtime.version")
                        + ", " + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ")");
        return ExitCode.OK;
    }
}
