package watchpost.daemon.doctor;

import java.util.List;
import java.util.stream.Collectors;
import watchpost.capture.FfmpegRuntime;

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

    private static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("unknown reason");
    }
}
