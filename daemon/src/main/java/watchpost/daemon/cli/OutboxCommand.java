package watchpost.daemon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import watchpost.alerts.AlertService;
import watchpost.alerts.contract.Rank;
import watchpost.alerts.outbox.OutboxReport;
import watchpost.daemon.console.Console;
import watchpost.daemon.console.ExitCode;
import watchpost.daemon.console.UserError;

@Command(name = "outbox", description = "Tell what waits for the broker: how much, since when, what was given up.")
final class OutboxCommand extends ConsoleCommand {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            required = true,
            description = "The box's configuration: watchpost.yaml. The box may be running.")
    private Path file = Path.of("watchpost.yaml");

    OutboxCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run() throws IOException {
        Path directory = Configurations.read(file, console()).config().storage().directory();
        Optional<OutboxReport> report = read(directory);
        if (report.isEmpty()) {
            throw UserError.input("There is no outbox in " + directory + "; the box has not run with this storage yet");
        }
        lines(report.get(), Instant.now()).forEach(console().out()::println);
        for (String channel : AlertService.CHANNELS) {
            Optional<OutboxReport> waiting = read(directory.resolve(channel));
            if (waiting.isPresent()) {
                lines(waiting.get(), Instant.now())
                        .map(line -> channel + ": " + line)
                        .forEach(console().out()::println);
            }
        }
        return ExitCode.OK;
    }

    private static Optional<OutboxReport> read(Path directory) {
        try {
            return OutboxReport.read(directory);
        } catch (IOException e) {
            throw UserError.input("The outbox in " + directory + " cannot be read (" + e.getMessage()
                    + "); check the owner of the folder, or run this as the box's user");
        }
    }

    private static Stream<String> lines(OutboxReport report, Instant now) throws IOException {
        Stream.Builder<String> lines = Stream.builder();
        lines.add("epoch " + report.epoch() + ", next seq " + report.nextSeq());
        if (report.messages() == 0) {
            lines.add("nothing waits");
        } else {
            String ranks = Stream.of(Rank.values())
                    .filter(rank -> report.waiting().containsKey(rank))
                    .map(rank -> report.waiting().get(rank) + " " + rank.plural())
                    .collect(Collectors.joining(", "));
            lines.add(String.format(
                    Locale.ROOT,
                    "%d messages wait, %.1f kB with %d pictures: %s",
                    report.messages(),
                    report.bytes() / 1000.0,
                    report.pictures(),
                    ranks));
        }
        if (report.oldest().isPresent()) {
            JsonNode oldest = JSON.readTree(report.oldest().get());
            Instant at = Instant.parse(oldest.path("at").asText());
            lines.add("the oldest is seq " + oldest.path("seq").asText() + " of " + at + ", "
                    + Duration.between(at, now).toMinutes() + " min ago");
        }
        for (String gap : report.gaps()) {
            JsonNode node = JSON.readTree(gap);
            lines.add("given up: seq " + node.path("from_seq").asText() + " to "
                    + node.path("to_seq").asText() + ", " + node.path("reason").asText());
        }
        report.damaged().forEach(name -> lines.add("set aside as damaged: " + name));
        return lines.build();
    }
}
