package watchpost.daemon.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import watchpost.alerts.mail.MailSettings;
import watchpost.alerts.mail.RelayCheck;
import watchpost.alerts.mail.RelayTrouble;
import watchpost.config.DeviceConfig;
import watchpost.daemon.box.Mapping;
import watchpost.daemon.console.Console;
import watchpost.daemon.console.ExitCode;
import watchpost.daemon.console.UserError;

@Command(name = "mail", description = "Send a test mail to everybody who gets incidents by mail.")
final class MailCommand extends ConsoleCommand {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            required = true,
            description = "The box's configuration: watchpost.yaml. The box may be running.")
    private Path file = Path.of("watchpost.yaml");

    MailCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run() {
        DeviceConfig config = Configurations.read(file, console()).config();
        MailSettings settings = config.mail()
                .map(Mapping::relay)
                .orElseThrow(() -> UserError.input(file + " sends no mail; add a block mail"));
        Map<String, String> refused;
        try {
            refused = RelayCheck.send(Mapping.origin(config), settings, Instant.now());
        } catch (RelayTrouble e) {
            throw UserError.peer("No mail was sent: " + e.sentence());
        }
        List<String> took = settings.to().stream()
                .filter(address -> !refused.containsKey(address))
                .toList();
        took.forEach(address -> console().out().println(settings + " took a mail to " + address));
        refused.forEach((address, why) -> console().err().println(address + ": " + why));
        return refused.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }
}
