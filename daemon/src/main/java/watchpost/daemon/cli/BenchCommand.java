package watchpost.daemon.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import watchpost.daemon.bench.InferenceBench;
import watchpost.daemon.bench.PipelineBench;
import watchpost.daemon.bench.PipelineFigures;
import watchpost.daemon.bench.RulesBench;
import watchpost.daemon.console.Console;
import watchpost.daemon.console.ExitCode;
import watchpost.daemon.console.UserError;
import watchpost.detector.Detector;
import watchpost.detector.DetectorSettings;
import watchpost.testkit.BundledClip;

@Command(
        name = "bench",
        description = "Measure this machine: what a picture costs, how fast the model is, how many cameras it bears.")
final class BenchCommand extends ConsoleCommand {
    private enum What {
        /** A whole box beside bare decoding and bare inference. */
        pipeline,
        /** The model alone, by batch and threads. */
        inference,
        /** A whole box with more and more cameras. */
        density,
        /** What a track costs a rule. */
        rules
    }

    private static final List<Integer> DENSITIES = List.of(1, 4, 16, 64);
    /** Cells of the table of inference that share the time. */
    private static final int CELLS = 10;

    @Parameters(paramLabel = "WHAT", description = "What to measure: ${COMPLETION-CANDIDATES}.")
    private What what = What.pipeline;

    @Option(names = "--cameras", paramLabel = "N", description = "Cameras that play the clip; default 4.")
    private int cameras = 4;

    @Option(
            names = "--load",
            paramLabel = "PERCENT",
            description =
                    "For pipeline and density: how much the cameras send, of what bare decoding and inference allow on all"
                            + " processors, such as 70%%; otherwise the clip's own rate.")
    private @Nullable String load;

    @Option(names = "--for", paramLabel = "TIME", description = "How long to measure; default 20s.")
    private Duration span = Duration.ofSeconds(20);

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = "For inference: built-in, built-in:VARIANT, a model card or an ONNX file beside its card.")
    private String model = "built-in";

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
        OptionalDouble share = share(load);
        switch (what) {
            case pipeline -> pipeline(clip, share);
            case inference -> inference(clip);
            case density -> density(clip, share);
            case rules -> console().out().print(RulesBench.run());
        }
        return ExitCode.OK;
    }

    /** "70%" or "70" is 0.7. */
    private static OptionalDouble share(@Nullable String percent) {
        if (percent == null) {
            return OptionalDouble.empty();
        }
        try {
            double number = Double.parseDouble(percent.replaceFirst("%$", ""));
            if (number >= 1 && number <= 1000) {
                return OptionalDouble.of(number / 100);
            }
        } catch (NumberFormatException notANumber) {
            // said below
        }
        throw UserError.usage("--load takes a percentage from 1 to 1000, such as 70%.");
    }

    private void pipeline(Path clip, OptionalDouble share) throws Exception {
        console().err().println("Measuring the pipeline, three to nine minutes ...");
        console().out().print(PipelineBench.run(clip, cameras, share, span).table());
    }

    private void inference(Path clip) throws Exception {
        console().err().println("Measuring the model alone ...");
        try (Detector detector = Detector.open(Models.named(model), DetectorSettings.defaults())) {
            console().out().print(InferenceBench.run(detector, clip, span.dividedBy(CELLS)));
        }
    }

    private void density(Path clip, OptionalDouble share) throws Exception {
        console().err().println("Measuring " + DENSITIES + " cameras, three to nine minutes each ...");
        console().out().println(PipelineFigures.HEADING);
        for (int number : DENSITIES) {
            console().out().println(PipelineBench.run(clip, number, share, span).line());
        }
    }
}
