package watchpost.detector.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an engine of TensorRT depends on besides the model, as the system tells it in files; "unknown" for what it does not tell.
 *
 * @param gpu names of the NVIDIA devices, or of the Jetson board
 * @param driver what it says of its version
 * @param tensorRt version of the library
 * @param cuda version of the runtime library
 */
record Machine(String gpu, String driver, String tensorRt, String cuda) {
    private static final String UNKNOWN = "unknown";
    private static final Pattern MODEL = Pattern.compile("(?m)^Model:\\s*(.+?)\\s*$");
    private static final List<String> LIBRARIES = List.of(
            "usr/lib/x86_64-linux-gnu",
            "usr/lib/aarch64-linux-gnu",
            "usr/lib64",
            "usr/local/lib",
            "usr/local/cuda/lib64",
            "usr/local/tensorrt/lib");

    /** @param root the file system's, another in tests */
    static Machine read(Path root) {
        String devices = entries(root.resolve("proc/driver/nvidia/gpus"))
                .map(device -> found(MODEL, text(device.resolve("information"))))
                .sorted()
                .collect(Collectors.joining(", "));
        String board =
                text(root.resolve("proc/device-tree/model")).replace("\0", "").strip();
        String driver = text(root.resolve("proc/driver/nvidia/version")) + text(root.resolve("etc/nv_tegra_release"));
        return new Machine(
                named(devices.isEmpty() ? board : devices),
                named(driver.lines().findFirst().orElse("")),
                library(root, "libnvinfer"),
                library(root, "libcudart"));
    }

    /** The highest version among the files {@code NAME.so.VERSION}. */
    private static String library(Path root, String name) {
        String start = name + ".so.";
        return LIBRARIES.stream()
                .flatMap(folder -> entries(root.resolve(folder)))
                .map(file -> String.valueOf(file.getFileName()))
                .filter(file -> file.startsWith(start))
                .map(file -> file.substring(start.length()))
                .max((one, other) ->
                        one.length() == other.length() ? one.compareTo(other) : one.length() - other.length())
                .orElse(UNKNOWN);
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? named(matcher.group(1)) : UNKNOWN;
    }

    private static String named(String text) {
        return text.isEmpty() ? UNKNOWN : text;
    }

    private static Stream<Path> entries(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList().stream();
        } catch (IOException none) {
            return Stream.empty();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException none) {
            return "";
        }
    }
}
