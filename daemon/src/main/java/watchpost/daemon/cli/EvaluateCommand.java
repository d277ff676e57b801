package watchpost.daemon.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import watchpost.daemon.console.Console;
import watchpost.daemon.console.ExitCode;
import watchpost.daemon.console.ProgressBar;
import watchpost.daemon.console.UserError;
import watchpost.daemon.evaluate.ModelEvaluation;
import watchpost.daemon.evaluate.ModelPage;
import watchpost.daemon.evaluate.ModelReport;
import watchpost.detector.Detector;
import watchpost.detector.DetectorSettings;

@Command(name = "evaluate", description = "Measure how accurate a model is on annotated pictures.")
final class EvaluateCommand extends ConsoleCommand {
    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = "built-in, built-in:VARIANT, a model card or an ONNX file beside its card; default built-in.")
    private String model = "built-in";

    @Option(names = "--images", paramLabel = "DIR", required = true, description = "Where the pictures are.")
    private Path images = Path.of("");

    @Option(
            names = "--annotations",
            paramLabel = "COCO.json",
            required = true,
            description = "The boxes that people marked, in the COCO format.")
    private Path annotations = Path.of("");

    @Option(
            names = "--confidence",
            paramLabel = "SHARE",
            description = "Where precision, recall and confusion are counted; default 0.4.")
    private double confidence = 0.4;

    @Option(names = "--json", paramLabel = "OUT.json", description = "Write everything as JSON.")
    private @Nullable Path json;

    @Option(names = "--page", paramLabel = "OUT.html", description = "Write a page with curve and confusion.")
    private @Nullable Path page;

    EvaluateCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run() throws Exception {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw UserError.usage("--confidence is a share from 0 to 1, not " + confidence);
        }
        if (!Files.isDirectory(images)) {
            throw UserError.input(images + " is not a folder with pictures");
        }
        DetectorSettings settings = DetectorSettings.defaults()
                .reporting(ModelEvaluation.LEAST_CONFIDENCE)
                .withoutOneOf();
        ModelEvaluation judged;
        try (Detector detector = Detector.open(Models.named(model), settings);
                ProgressBar bar = new ProgressBar(console(), "pictures")) {
            judged = ModelEvaluation.run(detector, images, annotations, confidence, share -> bar.show(share, ""));
        }
        console().out().print(ModelReport.text(judged));
        if (json != null) {
            Files.writeString(json, ModelReport.json(judged));
        }
        if (page != null) {
            Files.writeString(page, ModelPage.of(judged));
        }
        return ExitCode.OK;
    }
}
