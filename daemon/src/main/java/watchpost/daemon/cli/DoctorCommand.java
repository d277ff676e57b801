package watchpost.daemon.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import watchpost.config.DeviceConfig;
import watchpost.daemon.console.Colours;
import watchpost.daemon.console.Console;
import watchpost.daemon.console.ExitCode;
import watchpost.daemon.doctor.Doctor;
import watchpost.daemon.doctor.Finding;

@Command(name = "doctor", description = "Examine this machine: Java, libraries, model, storage, clock, ports.")
final class DoctorCommand extends ConsoleCommand {
    @Option(names = "--config", paramLabel = "FILE", description = "Look at the places that this configuration names.")
    private @Nullable Path file;

    DoctorCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run() {
        DeviceConfig config = file == null
                ? Configurations.defaults()
                : Configurations.read(file, console()).config();
        Finding.Grade worst = Finding.Grade.OK;
        for (Supplier<Finding> check : Doctor.checks(config)) {
            Finding finding = check.get();
            print(finding);
            worst = finding.grade().compareTo(worst) > 0 ? finding.grade() : worst;
        }
        return worst == Finding.Grade.FAIL ? ExitCode.FAILED : ExitCode.OK;
    }

    private void print(Finding finding) {
        Colours colours = console().outColours();
        String word = String.format(Locale.ROOT, "%-4s", finding.grade().name().toLowerCase(Locale.ROOT));
        String grade =
                switch (finding.grade()) {
                    case OK -> colours.good(word);
                    case WARN -> colours.warning(word);
                    case FAIL -> colours.alarm(word);
                };
        String advice = finding.advice().isEmpty() ? "" : "; " + finding.advice();
        console()
                .out()
                .println(grade + " " + String.format(Locale.ROOT, "%-8s", finding.subject()) + " " + finding.found()
                        + advice);
    }
}
