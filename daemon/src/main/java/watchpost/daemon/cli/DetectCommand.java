package watchpost.daemon.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import watchpost.alerts.evidence.EvidenceRenderer;
import watchpost.capture.StillPicture;
import watchpost.core.id.CameraId;
import watchpost.core.vision.Detection;
import watchpost.core.vision.Frame;
import watchpost.daemon.console.Console;
import watchpost.daemon.console.ExitCode;
import watchpost.daemon.console.UserError;
import watchpost.daemon.detect.DetectionLine;
import watchpost.daemon.scene.Overlays;
import watchpost.detector.Detector;
import watchpost.detector.DetectorSettings;

@Command(name = "detect", description = "Find objects in pictures; print one JSON line a picture.")
final class DetectCommand extends ConsoleCommand {
    private static final CameraId PICTURES = new CameraId("pictures");
    private static final int LARGEST_WIDTH = 8_192;

    @Parameters(paramLabel = "IMAGE", arity = "1..*", description = "JPEG or PNG files.")
    private List<Path> images = List.of();

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = "built-in, built-in:VARIANT, a model card or an ONNX file beside its card; default built-in.")
    private String model = "built-in";

    @Option(names = "--confidence", paramLabel = "SHARE", description = "Leave out what is less sure; default 0.4.")
    private double confidence = 0.4;

    @Option(
            names = "--draw",
            paramLabel = "OUT.jpg",
            description = "Write the picture with the boxes drawn; one IMAGE only.")
    private @Nullable Path draw;

    DetectCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run() throws Exception {
        if (draw != null && images.size() > 1) {
            throw UserError.usage("--draw takes one picture, but " + images.size() + " were given");
        }
        if (!(confidence >= 0 && confidence <= 1)) {
            throw UserError.usage("--confidence is a share from 0 to 1, not " + confidence);
        }
        DetectorSettings settings = DetectorSettings.defaults();
        try (Detector detector = Detector.open(Models.named(model), settings)) {
            for (Path image : images) {
                detect(detector, image);
            }
        }
        return ExitCode.OK;
    }

    private void detect(Detector detector, Path image) throws IOException {
        StillPicture still = StillPicture.read(image, PICTURES, detector.shape());
        try (Frame frame = still.frame()) {
            List<Detection> found = detector.detect(frame).found().stream()
                    .filter(detection -> detection.confidence() >= confidence)
                    .toList();
            console().out().println(DetectionLine.of(image.toString(), frame.picture(), found));
            if (draw != null) {
                byte[] jpeg = new EvidenceRenderer(LARGEST_WIDTH)
                        .jpeg(still.picture(), Overlays.ofDetections(found), List.of());
                Files.write(draw, jpeg);
            }
        }
    }
}
