package watchpost.daemon.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import watchpost.config.CameraConfig;
import watchpost.config.ConfigFile;
import watchpost.config.ConfigResult;
import watchpost.config.DeviceConfig;
import watchpost.config.Problem;
import watchpost.daemon.console.Console;
import watchpost.daemon.console.ExitCode;

@Command(name = "check", description = "Check a configuration file; tells every problem at once, with its place.")
final class CheckCommand extends ConsoleCommand {
    @Parameters(paramLabel = "FILE", description = "The configuration: watchpost.yaml.")
    private Path file = Path.of("watchpost.yaml");

    CheckCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run() {
        ConfigResult result = ConfigFile.read(file, Configurations.reading());
        if (result instanceof ConfigResult.Valid valid) {
            new ProblemPrinter(console(), file).print(valid.warnings());
            console().out().println(file + ": " + summary(valid.config()) + "; this configuration can be used");
            valid.config().cameras().forEach(this::calibration);
            valid.config().cameras().forEach(this::privacy);
            return ExitCode.OK;
        }
        List<Problem> problems = ((ConfigResult.Invalid) result).problems();
        new ProblemPrinter(console(), file).print(problems);
        return ExitCode.INPUT;
    }

    private void calibration(CameraConfig camera) {
        camera.ground().ifPresent(ground -> console()
                .out()
                .printf(
                        Locale.ROOT,
                        "%s: calibrated, the measured points are %.2f m off on average%n",
                        camera.id(),
                        ground.residualMetres()));
    }

    private void privacy(CameraConfig camera) {
        if (!camera.blur().isEmpty()) {
            String what = camera.blur().stream()
                    .map(one -> one.name().toLowerCase(Locale.ROOT))
                    .sorted()
                    .collect(Collectors.joining(", "));
            console().out().println(camera.id() + ": blurred in every picture and clip: " + what);
        }
    }

    private static String summary(DeviceConfig config) {
        int rules = config.cameras().stream()
                .mapToInt(camera -> camera.rules().size())
                .sum();
        int cameras = config.cameras().size();
        return cameras + (cameras == 1 ? " camera, " : " cameras, ") + rules + (rules == 1 ? " rule" : " rules");
    }
}
