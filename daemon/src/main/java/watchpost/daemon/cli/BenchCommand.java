package watchpost.daemon.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import watchpost.daemon.bench.PipelineBench;
import watchpost.daemon.console.Console;
import watchpost.daemon.console.ExitCode;
import watchpost.daemon.console.UserError;
import watchpost.testkit.BundledClip;

@Command(
        name = "bench",
        description = "Measure this machine: what a picture costs, beside bare decoding and bare inference.")
final class BenchCommand extends ConsoleCommand {
    private enum What {
        pipeline
    }

    @Parameters(paramLabel = "WHAT", description = "What to measure: ${COMPLETION-CANDIDATES}.")
    private What what = What.pipeline;

    @Option(names = "--cameras", paramLabel = "N", description = "Cameras that play the clip; default 4.")
    private int cameras = 4;

    @Option(names = "--for", paramLabel = "TIME", description = "How long to measure; default 20s.")
    private Duration span = Duration.ofSeconds(20);

    @Option(names = "--video", paramLabel = "FILE", description = "An H.264 video file instead of the bundled clip.")
    private @Nullable Path video;

    BenchCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run() throws Exception {
        Path clip = video == null ? BundledClip.path() : video;
        if (!Files.isReadable(clip)) {
            throw UserError.input(clip + " is not a file that can be read.");
        }
        if (cameras < 1 || cameras > 256) {
            throw UserError.usage("--cameras takes a number from 1 to 256.");
        }
        console().err().println("Measuring " + what + " for about " + (span.toSeconds() + 20) + " s ...");
        console().out().print(PipelineBench.run(clip, cameras, span).table());
        return ExitCode.OK;
    }
}
