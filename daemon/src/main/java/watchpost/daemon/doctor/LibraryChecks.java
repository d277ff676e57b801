package watchpost.daemon.doctor;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import watchpost.capture.FfmpegRuntime;
import watchpost.capture.ffmpeg.LibrariesRefusedException;
import watchpost.detector.Detector;
import watchpost.detector.DetectorSettings;
import watchpost.detector.DetectorSlot;
import watchpost.detector.WorkerChoice;
import watchpost.detector.model.Model;
import watchpost.detector.model.ModelException;
import watchpost.detector.onnx.InferenceException;

/** The native libraries and the model. */
final class LibraryChecks {
    /** What people call the codecs, by FFmpeg's names. */
    private static final Map<String, String> NEEDED = new TreeMap<>(Map.of("h264", "H.264", "hevc", "H.265"));

    private LibraryChecks() {}

    static Finding ffmpeg() {
        FfmpegRuntime runtime;
        try {
            runtime = FfmpegRuntime.inspect();
        } catch (LibrariesRefusedException refused) {
            return Finding.fail("ffmpeg", refused.getMessage(), "");
        } catch (LinkageError missing) {
            return Finding.fail(
                    "ffmpeg",
                    "cannot be loaded: " + firstLine(missing),
                    "on arm64 install libva2, libva-drm2 and libdrm2; see docs/installer.md");
        }
        List<String> missing = NEEDED.keySet().stream()
                .filter(codec -> usable(runtime, codec).isEmpty())
                .map(LibraryChecks::shown)
                .toList();
        String found = runtime.release() + (runtime.bundled() ? ", bundled" : ", not the bundled one")
                + runtime.file().map(file -> ", " + file).orElse("") + " (" + runtime.libraries() + "); "
                + NEEDED.keySet().stream()
                        .map(codec -> shown(codec) + " by " + String.join(", ", usable(runtime, codec)))
                        .collect(Collectors.joining("; "))
                + without(runtime);
        return missing.isEmpty()
                ? Finding.ok("ffmpeg", found)
                : Finding.fail(
                        "ffmpeg",
                        found,
                        "no decoder for " + String.join(", ", missing) + ": use the bundled FFmpeg libraries");
    }

    /** The words of the decoders that open here. */
    private static List<String> usable(FfmpegRuntime runtime, String codec) {
        return runtime.decoders().stream()
                .filter(decoder -> decoder.codec().equals(codec) && decoder.opens())
                .map(decoder -> decoder.kind().word())
                .toList();
    }

    /** Those that are in the library and have no device or driver here. */
    private static String without(FfmpegRuntime runtime) {
        String words = runtime.decoders().stream()
                .filter(decoder -> decoder.exists() && !decoder.opens())
                .map(decoder -> decoder.kind().word())
                .distinct()
                .collect(Collectors.joining(", "));
        return words.isEmpty() ? "" : "; without a device here: " + words;
    }

    private static String shown(String codec) {
        return NEEDED.getOrDefault(codec, codec);
    }

    /**
     * Opens the model on the best provider that works, which also checks the file against its card.
     *
     * @param workers how many threads the configuration wants; measured if it does not say
     */
    static Finding detector(Supplier<Model> model, DetectorSettings settings, OptionalInt workers) {
        try (Detector detector = Detector.open(model.get(), settings);
                DetectorSlot slot = new DetectorSlot(detector)) {
            WorkerChoice choice = workers.isPresent()
                    ? WorkerChoice.fixed(workers.getAsInt())
                    : WorkerChoice.measure(slot, detector.workers());
            String found = detector.model().card().name() + " "
                    + detector.variant().name() + " runs on "
                    + detector.provider().name().toLowerCase(Locale.ROOT) + " with " + choice;
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
