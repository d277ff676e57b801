package watchpost.daemon.doctor;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import watchpost.capture.FfmpegRuntime;
import watchpost.detector.Detector;
import watchpost.detector.DetectorSettings;
import watchpost.detector.model.Model;
import watchpost.detector.model.ModelException;
import watchpost.detector.onnx.InferenceException;

/** The native libraries and the model. */
final class LibraryChecks {
    private static final List<String> NEEDED = List.of("h264", "hevc");

    private LibraryChecks() {}

    static Finding ffmpeg() {
        FfmpegRuntime runtime;
        try {
            runtime = FfmpegRuntime.inspect();
        } catch (LinkageError missing) {
            return Finding.fail(
                    "ffmpeg",
                    "cannot be loaded: " + firstLine(missing),
                    "on arm64 install libva2, libva-drm2 and libdrm2; see docs/installer.md");
        }
        String usable = runtime.decoders().stream()
                .filter(FfmpegRuntime.Decoder::opens)
                .map(FfmpegRuntime.Decoder::name)
                .collect(Collectors.joining(" "));
        String found = runtime.release() + "; decoders " + usable;
        List<String> missing = NEEDED.stream()
                .filter(name -> runtime.decoders().stream()
                        .noneMatch(decoder -> decoder.name().equals(name) && decoder.opens()))
                .toList();
        return missing.isEmpty()
                ? Finding.ok("ffmpeg", found)
                : Finding.fail(
                        "ffmpeg",
                        found,
                        "no decoder for " + String.join(", ", missing) + ": use the bundled FFmpeg libraries");
    }

    /** Opens the model on the best provider that works, which also checks the file against its card. */
    static Finding detector(Supplier<Model> model, DetectorSettings settings) {
        try (Detector detector = Detector.open(model.get(), settings)) {
            String found = detector.model().card().name() + " "
                    + detector.variant().name() + " runs on "
                    + detector.provider().name().toLowerCase(Locale.ROOT) + " with " + detector.workers() + " threads";
            return Finding.ok("model", found + onlyBecause(detector.stepsDown()));
        } catch (ModelException | InferenceException failure) {
            return Finding.fail("model", firstLine(failure), "name a model that is whole in detector.model");
        } catch (LinkageError missing) {
            return Finding.fail(
                    "model", "ONNX Runtime cannot be loaded: " + firstLine(missing), "see docs/installer.md");
        }
    }

    private static String onlyBecause(List<String> stepsDown) {
        return stepsDown.isEmpty() ? "" : " (" + String.join(" ", stepsDown) + ")";
    }

    private static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("unknown reason");
    }
}
