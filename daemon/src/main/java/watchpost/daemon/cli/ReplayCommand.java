package watchpost.daemon.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import watchpost.capture.VideoFile;
import watchpost.config.CameraConfig;
import watchpost.config.DeviceConfig;
import watchpost.core.geometry.Size;
import watchpost.daemon.box.Mapping;
import watchpost.daemon.console.Console;
import watchpost.daemon.console.ExitCode;
import watchpost.daemon.console.ProgressBar;
import watchpost.daemon.console.UserError;
import watchpost.daemon.replay.Replay;
import watchpost.daemon.replay.ReplayFiles;
import watchpost.daemon.replay.ReplayJob;
import watchpost.detector.Detector;

@Command(
        name = "replay",
        description = "Run a recording through a camera's rules; print the messages, always the same.")
final class ReplayCommand extends ConsoleCommand {
    @Parameters(paramLabel = "VIDEO", description = "The recording.")
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

    @Option(names = "--tracks", paramLabel = "OUT.txt", description = "Write the tracks in the MOTChallenge format.")
    private @Nullable Path tracks;

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
        CameraConfig chosen = camera(config);
        ReplayJob job =
                new ReplayJob(video, chosen, Mapping.tracker(config.detector()), Mapping.origin(config), start, frames);
        try (Detector detector = Detector.open(Mapping.model(config.detector()), Mapping.detector(config.detector()))) {
            run(job, detector);
        }
        return ExitCode.OK;
    }

    private void run(ReplayJob job, Detector detector) throws Exception {
        Size size;
        double fps;
        try (VideoFile probe = VideoFile.open(
                video, job.camera().id(), detector.shape(), job.camera().analysedFps(), start)) {
            size = probe.size();
            fps = job.camera().analysedFps() > 0 ? job.camera().analysedFps() : probe.fps();
        }
        ReplayFiles.Outputs outputs = new ReplayFiles.Outputs(
                console().out(), Optional.ofNullable(out), Optional.ofNullable(tracks), Optional.ofNullable(draw));
        try (ProgressBar bar = new ProgressBar(console(), video.getFileName().toString());
                ReplayFiles files = new ReplayFiles(
                        outputs, job.camera(), size, fps > 0 ? fps : 10, share -> bar.show(share, ""))) {
            long analysed = Replay.run(job, detector, files);
            if (console().errIsTerminal()) {
                console().err().println();
                console().err().println(analysed + " pictures analysed, " + files.messages() + " messages");
            }
        }
    }

    private CameraConfig camera(DeviceConfig config) {
        return config.cameras().stream()
                .filter(candidate -> candidate.id().value().equals(camera))
                .findFirst()
                .orElseThrow(() -> UserError.input(file + " has no usable camera \"" + camera + "\"; it has "
                        + config.cameras().stream()
                                .map(candidate -> candidate.id().value())
                                .toList()));
    }
}
