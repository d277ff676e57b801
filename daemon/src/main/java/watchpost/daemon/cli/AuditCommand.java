package watchpost.daemon.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import watchpost.capture.VideoFile;
import watchpost.config.CameraConfig;
import watchpost.config.DeviceConfig;
import watchpost.core.geometry.Size;
import watchpost.core.rule.RuleSpec;
import watchpost.daemon.audit.Audit;
import watchpost.daemon.audit.Truth;
import watchpost.daemon.box.Mapping;
import watchpost.daemon.console.Console;
import watchpost.daemon.console.ExitCode;
import watchpost.daemon.console.ProgressBar;
import watchpost.daemon.console.UserError;
import watchpost.daemon.replay.Replay;
import watchpost.daemon.replay.ReplayJob;
import watchpost.detector.Detector;

@Command(name = "audit", description = "Hold what a rule counts in a recording against a person's count.")
final class AuditCommand extends ConsoleCommand {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Parameters(paramLabel = "CLIP", description = "The recording.")
    private Path clip = Path.of("");

    @Option(names = "--config", paramLabel = "FILE", required = true, description = "The configuration.")
    private Path file = Path.of("");

    @Option(names = "--camera", paramLabel = "ID", required = true, description = "Whose rules are applied.")
    private String camera = "";

    @Option(
            names = "--rule",
            paramLabel = "ID",
            required = true,
            description = "The rule that counts: line-crossing, footfall, occupancy with a line, or traffic-flow.")
    private String rule = "";

    @Option(
            names = "--truth",
            paramLabel = "N|FILE",
            required = true,
            description =
                    "What a person counted: a number, or a file with a line \"SECONDS DIRECTION [CLASS]\" for each.")
    private String truth = "";

    @Option(
            names = "--page",
            paramLabel = "OUT.html",
            description = "Write a page with a picture of each counted object.")
    private @Nullable Path page;

    AuditCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run() throws Exception {
        DeviceConfig config = Configurations.read(file, console()).config();
        CameraConfig chosen = Configurations.camera(config, camera, file);
        RuleSpec spec = chosen.rules().stream()
                .filter(known -> known.id().value().equals(rule))
                .findFirst()
                .orElseThrow(() -> UserError.input(camera + " has no rule \"" + rule + "\"; it has "
                        + chosen.rules().stream()
                                .map(known -> known.id().value())
                                .toList()));
        Truth counted = truth();
        ReplayJob job = new ReplayJob(
                clip, chosen, Mapping.tracker(config.detector()), Mapping.origin(config), START, Long.MAX_VALUE);
        try (Detector detector = Detector.open(Mapping.model(config.detector()), Mapping.detector(config.detector()));
                ProgressBar bar = new ProgressBar(console(), clip.getFileName().toString())) {
            Size size;
            try (VideoFile probe = VideoFile.open(clip, chosen.id(), detector.shape(), chosen.analysedFps(), START)) {
                size = probe.size();
            }
            Audit audit = new Audit(chosen, spec.id(), size, page != null, share -> bar.show(share, ""));
            Replay.run(job, detector, audit);
            audit.lines(counted).forEach(console().out()::println);
            if (page != null) {
                Files.writeString(page, audit.page(clip.getFileName() + ", rule " + rule, counted));
            }
        }
        return ExitCode.OK;
    }

    private Truth truth() {
        try {
            return Truth.of(truth);
        } catch (IOException wrong) {
            throw UserError.input(wrong.getMessage() + ".");
        }
    }
}
