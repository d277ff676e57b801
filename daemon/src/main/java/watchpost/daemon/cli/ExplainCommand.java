package watchpost.daemon.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import watchpost.config.CameraConfig;
import watchpost.config.DeviceConfig;
import watchpost.daemon.console.Console;
import watchpost.daemon.console.ExitCode;
import watchpost.daemon.console.UserError;
import watchpost.daemon.explain.Explainer;
import watchpost.daemon.journal.JournalFiles;
import watchpost.daemon.pipeline.LaneRules;

@Command(
        name = "explain",
        description = "Say for each rule why it told, or did not tell, of something at a moment of the past.")
final class ExplainCommand extends ConsoleCommand {
    @Option(names = "--at", paramLabel = "INSTANT", required = true, description = "The moment: 2026-11-21T02:49:39Z.")
    private Instant at = Instant.EPOCH;

    @Option(names = "--camera", paramLabel = "ID", required = true, description = "The camera.")
    private String camera = "";

    @Option(names = "--rule", paramLabel = "ID", description = "Only this rule; all by default.")
    private @Nullable String rule;

    @Option(names = "--config", paramLabel = "FILE", required = true, description = "The configuration.")
    private Path file = Path.of("");

    @Option(
            names = "--journal",
            paramLabel = "PATH",
            description = "A file of the journal or the folder of the camera's files; by default those of the box.")
    private @Nullable Path journal;

    ExplainCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run() throws Exception {
        DeviceConfig config = Configurations.read(file, console()).config();
        CameraConfig chosen = Configurations.camera(config, camera, file);
        if (rule != null
                && chosen.rules().stream().noneMatch(known -> known.id().value().equals(rule))) {
            throw UserError.input(camera + " has no rule \"" + rule + "\"; it has "
                    + chosen.rules().stream().map(known -> known.id().value()).toList());
        }
        List<Path> files = journal == null
                ? JournalFiles.of(config.storage().directory().resolve("journal"), chosen.id())
                : JournalFiles.in(journal);
        if (files.isEmpty()) {
            throw UserError.input("There is no journal of " + camera + " in "
                    + (journal == null ? config.storage().directory().resolve("journal") : journal)
                    + "; name one with --journal.");
        }
        LaneRules rules = LaneRules.of(chosen);
        List<String> lines = Explainer.explain(files, chosen.id(), rules, at, Optional.ofNullable(rule))
                .orElseThrow(() -> UserError.input("The journal of " + camera + " begins after " + at + "."));
        lines.forEach(console().out()::println);
        return ExitCode.OK;
    }
}
