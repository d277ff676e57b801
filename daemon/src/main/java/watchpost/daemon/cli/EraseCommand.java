package watchpost.daemon.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import watchpost.alerts.AlertException;
import watchpost.alerts.Erasure;
import watchpost.config.DeviceConfig;
import watchpost.core.id.CameraId;
import watchpost.core.id.Names;
import watchpost.daemon.box.Mapping;
import watchpost.daemon.console.Console;
import watchpost.daemon.console.ExitCode;
import watchpost.daemon.console.UserError;

@Command(name = "erase", description = "Erase pictures and clips of a camera, of a time, or both.")
final class EraseCommand extends ConsoleCommand {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            required = true,
            description = "The box's configuration: watchpost.yaml. The box may be running.")
    private Path file = Path.of("watchpost.yaml");

    @Option(
            names = "--camera",
            paramLabel = "ID",
            description = "Of this camera only; it need not be configured any more.")
    private @Nullable String camera;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Of incidents that began at or after this: 2026-11-21T02:49:00Z.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Of incidents that began before this.")
    private @Nullable String to;

    EraseCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run() {
        if (camera == null && from == null && to == null) {
            throw UserError.input("Nothing says what is to be erased; name a --camera, a time (--from, --to) or both");
        }
        if (camera != null && !Names.isName(camera)) {
            throw UserError.input(camera + " is not a name of a camera; use " + Names.RULE);
        }
        Erasure.Wanted wanted = new Erasure.Wanted(
                Optional.ofNullable(camera).map(CameraId::new), time("--from", from), time("--to", to));
        DeviceConfig config = Configurations.read(file, console()).config();
        Erasure.Report report;
        try {
            report = Erasure.erase(config.storage().directory(), Mapping.origin(config), wanted);
        } catch (AlertException e) {
            throw UserError.input(e.getMessage() + "; run this as the box's user");
        }
        console()
                .out()
                .println("erased: " + report.pictures() + " pictures, " + report.clips() + " clips"
                        + report.waiting()
                                .map(waiting -> ", " + waiting + " pictures that waited to be sent")
                                .orElse(""));
        if (report.waiting().isEmpty()) {
            console()
                    .err()
                    .println("The box is running: pictures that wait for the broker are not erased; stop it and run"
                            + " this again for them");
            return ExitCode.FAILED;
        }
        return ExitCode.OK;
    }

    private static Optional<Instant> time(String option, @Nullable String text) {
        try {
            return Optional.ofNullable(text).map(Instant::parse);
        } catch (DateTimeParseException e) {
            throw UserError.input(option + " " + text + " is not a time; write it such as 2026-11-21T02:49:00Z");
        }
    }
}
