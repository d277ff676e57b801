package watchpost.daemon.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import watchpost.capture.VideoFile;
import watchpost.config.CameraConfig;
import watchpost.config.DeviceConfig;
import watchpost.core.geometry.Size;
import watchpost.core.rule.RetailRule;
import watchpost.core.vision.Trait;
import watchpost.daemon.box.Mapping;
import watchpost.daemon.console.Console;
import watchpost.daemon.console.ExitCode;
import watchpost.daemon.console.ProgressBar;
import watchpost.daemon.console.UserError;
import watchpost.daemon.journal.JournalFiles;
import watchpost.daemon.pipeline.LaneRules;
import watchpost.daemon.replay.Comparison;
import watchpost.daemon.replay.JournalReplay;
import watchpost.daemon.replay.Replay;
import watchpost.daemon.replay.ReplayFiles;
import watchpost.daemon.replay.ReplayJob;
import watchpost.daemon.replay.Replayed;
import watchpost.detector.Detector;

@Command(
        name = "replay",
        description = "Run a recording through a camera's rules; print the messages, always the same.")
final class ReplayCommand extends ConsoleCommand {
    @Parameters(
            paramLabel = "VIDEO|JOURNAL",
            description = "The recording, a file of a box's journal, or the folder of a camera's journal.")
    private Path video = Path.of("");

    @Option(names = "--config", paramLabel = "FILE", required = true, description = "The configuration.")
    private Path file = Path.of("");

    @Option(names = "--camera", paramLabel = "ID", required = true, description = "Whose rules are applied.")
    private String camera = "";

    @Option(names = "--out", paramLabel = "FILE", description = "Write the messages here instead of printing them.")
    private @Nullable Path out;

    @Option(
            names = "--draw",
            paramLabel = "OUT.mp4",
            description = "Write the video with tracks, zones and lines drawn.")
    private @Nullable Path draw;

    @Option(
            names = "--heatmap",
            paramLabel = "OUT.png",
            description = "Write a picture of where objects stood for how long; needs a heatmap rule.")
    private @Nullable Path heatmap;

    @Option(names = "--tracks", paramLabel = "OUT.txt", description = "Write the tracks in the MOTChallenge format.")
    private @Nullable Path tracks;

    @Option(
            names = "--against",
            paramLabel = "OTHER.yaml",
            description = "Print what another configuration would change: events lost, gained and moved.")
    private @Nullable Path against;

    @Option(names = "--frames", paramLabel = "N", description = "Stop after this many analysed pictures.")
    private long frames = Long.MAX_VALUE;

    @Option(
            names = "--start",
            paramLabel = "INSTANT",
            description = "Wall-clock time of the first picture, which schedules and intervals depend on;"
                    + " default 2026-01-01T00:00:00Z.")
    private Instant start = Instant.parse("2026-01-01T00:00:00Z");

    ReplayCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run() throws Exception {
        DeviceConfig config = Configurations.read(file, console()).config();
        CameraConfig chosen = Configurations.camera(config, camera, file);
        if (heatmap != null && chosen.rules().stream().noneMatch(RetailRule.Heatmap.class::isInstance)) {
            throw UserError.input(camera + " in " + file
                    + " has no heatmap rule, which --heatmap needs; add one, such as" + " heat: {kind: heatmap}.");
        }
        Optional<Comparison> comparison = comparison(config, chosen);
        List<Path> journal =
                Files.isDirectory(video) || JournalFiles.isJournal(video) ? JournalFiles.in(video) : List.of();
        if (!journal.isEmpty()) {
            runJournal(journal, config, chosen, comparison);
            return ExitCode.OK;
        }
        ReplayJob job = new ReplayJob(
                video,
                chosen,
                Mapping.tracker(config.detector()),
                Mapping.origin(config),
                start,
                frames,
                Optional.ofNullable(config.readers().get(Trait.PLATE)));
        try (Detector detector = Detector.open(Mapping.model(config.detector()), Mapping.detector(config.detector()))) {
            run(job, detector, comparison);
        }
        return ExitCode.OK;
    }

    /** The rules of the other configuration; its detector must be the same, or it would have seen something else. */
    private Optional<Comparison> comparison(DeviceConfig config, CameraConfig chosen) {
        if (against == null) {
            return Optional.empty();
        }
        DeviceConfig other = Configurations.read(against, console()).config();
        if (!other.detector().equals(config.detector())) {
            throw UserError.input(against + " has another detector block than " + file
                    + "; --against compares rules on the same detections, so make them equal.");
        }
        CameraConfig changed = Configurations.camera(other, camera, against);
        return Optional.of(new Comparison(chosen.id(), LaneRules.of(chosen), LaneRules.of(changed)));
    }

    private void runJournal(
            List<Path> journal, DeviceConfig config, CameraConfig chosen, Optional<Comparison> comparison)
            throws Exception {
        if (draw != null || tracks != null) {
            throw UserError.usage("A journal has no pictures; --draw and --tracks need a recording.");
        }
        ReplayFiles.Outputs outputs = new ReplayFiles.Outputs(
                console().out(),
                Optional.ofNullable(out),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(heatmap));
        try (ProgressBar bar = new ProgressBar(console(), video.getFileName().toString());
                ReplayFiles files = new ReplayFiles(outputs, chosen, new Size(1, 1), 1, share -> bar.show(share, ""))) {
            comparison.ifPresent(files::compare);
            JournalReplay.run(journal, chosen, Mapping.origin(config), files);
        }
        comparison.ifPresent(difference -> difference.lines().forEach(console().out()::println));
    }

    private void run(ReplayJob job, Detector detector, Optional<Comparison> comparison) throws Exception {
        Size size;
        double fps;
        try (VideoFile probe = VideoFile.open(
                video, job.camera().id(), detector.shape(), job.camera().analysedFps(), start)) {
            size = probe.size();
            fps = job.camera().analysedFps() > 0 ? job.camera().analysedFps() : probe.fps();
        }
        ReplayFiles.Outputs outputs = new ReplayFiles.Outputs(
                console().out(),
                Optional.ofNullable(out),
                Optional.ofNullable(tracks),
                Optional.ofNullable(draw),
                Optional.ofNullable(heatmap));
        try (ProgressBar bar = new ProgressBar(console(), video.getFileName().toString());
                ReplayFiles files = new ReplayFiles(
                        outputs, job.camera(), size, fps > 0 ? fps : 10, share -> bar.show(share, ""))) {
            comparison.ifPresent(files::compare);
            Replayed done = Replay.run(job, detector, files);
            if (console().errIsTerminal()) {
                console().err().println();
                console().err().println(done + ", " + files.messages() + " messages");
            }
        }
        comparison.ifPresent(difference -> difference.lines().forEach(console().out()::println));
    }
}
