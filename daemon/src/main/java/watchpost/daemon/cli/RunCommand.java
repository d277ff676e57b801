package watchpost.daemon.cli;

import java.nio.file.Path;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import watchpost.config.ConfigFile;
import watchpost.config.ConfigResult;
import watchpost.daemon.box.Watchpost;
import watchpost.daemon.console.Console;
import watchpost.daemon.console.ExitCode;
import watchpost.daemon.lifecycle.Lifecycle;
import watchpost.daemon.lifecycle.StartCancelledException;
import watchpost.daemon.lifecycle.StopSignal;
import watchpost.daemon.logging.Logs;

@Command(name = "run", description = "Watch the cameras of a configuration until SIGTERM or Ctrl-C.")
final class RunCommand extends ConsoleCommand {
    private static final System.Logger LOG = System.getLogger(RunCommand.class.getName());

    @Option(
            names = "--config",
            paramLabel = "FILE",
            required = true,
            description = "The configuration: watchpost.yaml.")
    private Path file = Path.of("watchpost.yaml");

    RunCommand(Console console) {
        super(console);
    }

    @Override
    Logs.Detail detail() {
        return Logs.Detail.NORMAL;
    }

    @Override
    ExitCode run() throws Exception {
        ConfigResult.Valid configuration = Configurations.read(file, console());
        return runUntil(StopSignal.install(), configuration, () -> ConfigFile.read(file, Configurations.reading()));
    }

    private static ExitCode runUntil(StopSignal signal, ConfigResult.Valid configuration, Supplier<ConfigResult> again)
            throws Exception {
        Watchpost box;
        try {
            box = Watchpost.start(configuration, again, new Lifecycle(signal::isRequested));
        } catch (StartCancelledException e) {
            LOG.log(System.Logger.Level.INFO, "Stopped while starting");
            return ExitCode.OK;
        }
        try {
            signal.await();
        } finally {
            box.close();
        }
        if (box.openLeases() > 0) {
            // Without shutdown hooks: ONNX Runtime's would free what a run that does not come back still uses.
            Runtime.getRuntime().halt(ExitCode.FAILED.code());
        }
        return ExitCode.OK;
    }
}
