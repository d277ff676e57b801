package watchpost.daemon.cli;

import java.nio.file.Path;
import java.util.List;
import watchpost.config.CameraConfig;
import watchpost.config.ConfigFile;
import watchpost.config.ConfigResult;
import watchpost.config.DeviceConfig;
import watchpost.config.Problem;
import watchpost.config.Reading;
import watchpost.daemon.console.Console;
import watchpost.daemon.console.UserError;

/** Reads configuration files for the commands that run something. */
final class Configurations {
    private Configurations() {}

    /**
     * Reads {@code file}; a camera whose block is wrong is left out, and its problems are printed with the warnings.
     *
     * @throws UserError if the file cannot be used at all; its problems are printed
     */
    static ConfigResult.Valid read(Path file, Console console) {
        ConfigResult result = ConfigFile.read(file, reading().with(Reading.Tolerance.KEEP_GOOD_CAMERAS));
        if (result instanceof ConfigResult.Valid valid) {
            new ProblemPrinter(console, file).print(valid.warnings());
            return valid;
        }
        List<Problem> problems = ((ConfigResult.Invalid) result).problems();
        long errors = problems.stream()
                .filter(problem -> problem.weight() == Problem.Weight.ERROR)
                .count();
        if (errors == 1) {
            throw UserError.input(problems.stream()
                    .filter(problem -> problem.weight() == Problem.Weight.ERROR)
                    .findFirst()
                    .orElseThrow()
                    .toString());
        }
        new ProblemPrinter(console, file).print(problems);
        throw UserError.input(file + " cannot be used because of the " + errors + " errors above");
    }

    /** Strict, with the classes of the model that the file chooses. */
    static Reading reading() {
        return Reading.strict().with(Models::classes);
    }

    /** A camera by its name, as far as it is usable. */
    static CameraConfig camera(DeviceConfig config, String name, Path file) {
        return config.cameras().stream()
                .filter(candidate -> candidate.id().value().equals(name))
                .findFirst()
                .orElseThrow(() -> UserError.input(file + " has no usable camera \"" + name + "\"; it has "
                        + config.cameras().stream()
                                .map(candidate -> candidate.id().value())
                                .toList()));
    }

    /** What holds where a file says nothing. */
    static DeviceConfig defaults() {
        ConfigResult result = ConfigFile.parse("cameras: {}\n", "defaults");
        if (result instanceof ConfigResult.Valid valid) {
            return valid.config();
        }
        throw new IllegalStateException("the defaults are not a configuration: " + result);
    }
}
