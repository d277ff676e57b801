package watchpost.capture.ffmpeg;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.presets.avdevice;
import org.bytedeco.javacpp.Loader;

/**
 * Loads another FFmpeg than the bundled one, where the environment names one: before the first class that needs FFmpeg, because
 * JavaCPP takes a library that is there already for its own. Only releases with the same major versions have the same memory layout.
 */
final class OwnFfmpeg {
    /** {@code system}, or the folder that holds libavcodec and the others; unset for the bundled libraries. */
    static final String VARIABLE = "WATCHPOST_FFMPEG";

    private static final String SYSTEM = "system";
    /** Each after those that it needs. The last two are not in every build. */
    private static final List<String> IN_ORDER =
            List.of("avutil", "swresample", "swscale", "avcodec", "avformat", "avfilter", "avdevice");

    private static final List<String> OPTIONAL = List.of("avfilter", "avdevice");
    private static final Pattern VERSIONED = Pattern.compile("(\\w+)@\\.(\\d+)");
    private static final Pattern AVCODEC = Pattern.compile("libavcodec\\.so\\.(\\d+)");
    /** FFmpeg 4 came with avcodec 58, 5 with 59, and so on. */
    private static final int RELEASE_TO_AVCODEC = 54;

    private OwnFfmpeg() {}

    /** True unless another FFmpeg is asked for. */
    static boolean isBundled() {
        String wanted = System.getenv(VARIABLE);
        return wanted == null || wanted.isBlank();
    }

    /** Loads what the environment asks for, if anything. */
    static void load() throws LibrariesRefusedException {
        String wanted = System.getenv(VARIABLE);
        if (wanted != null && !wanted.isBlank()) {
            load(wanted.equals(SYSTEM) ? systemFolder() : Path.of(wanted));
        }
    }

    private static void load(Path folder) {
        Map<String, Integer> versions = versions();
        int needed = versions.getOrDefault("avcodec", 0);
        OptionalInt found = avcodec(folder, needed);
        if (found.isEmpty()) {
            throw refused("holds no libavcodec", folder, needed);
        }
        if (found.getAsInt() != needed) {
            throw refused("holds " + shown(found.getAsInt()), folder, needed);
        }
        for (String name : IN_ORDER) {
            int version = versions.getOrDefault(name, 0);
            Path file = folder.resolve("lib" + name + ".so." + version);
            if (Files.exists(file)) {
                load(file, name + "@." + version, needed);
            } else if (!OPTIONAL.contains(name)) {
                throw refused("lacks " + file.getFileName(), folder, needed);
            }
        }
    }

    private static void load(Path file, String name, int needed) {
        try {
            Loader.loadLibrary(avdevice.class, new URL[] {file.toUri().toURL()}, name);
        } catch (IOException | LinkageError e) {
            // JavaCPP's own words are of its last try; the first is the cause
            Throwable first = e.getCause() == null ? e : e.getCause();
            String why = String.valueOf(first.getMessage()).lines().findFirst().orElse("unknown reason");
            throw refused("has a " + file.getFileName() + " that cannot be loaded (" + why + ")", parent(file), needed);
        }
    }

    private static LibrariesRefusedException refused(String found, Path folder, int needed) {
        return new LibrariesRefusedException(VARIABLE + ": " + folder + " " + found + ", and " + shown(needed)
                + " is needed; name the folder of such a one, or unset " + VARIABLE + " to use the bundled libraries.");
    }

    private static String shown(int avcodec) {
        return "libavcodec.so." + avcodec + " (FFmpeg " + (avcodec - RELEASE_TO_AVCODEC) + ")";
    }

    /** The major versions that this program was made for, by library. */
    private static Map<String, Integer> versions() {
        Map<String, Integer> versions = new TreeMap<>();
        for (String library : Loader.loadProperties(avdevice.class, Loader.loadProperties(), true)
                .get("platform.link")) {
            Matcher matcher = VERSIONED.matcher(library);
            if (matcher.matches()) {
                versions.put(matcher.group(1), Integer.valueOf(matcher.group(2)));
            }
        }
        return versions;
    }

    /** The version of avcodec in {@code folder}: {@code needed} if that is there, else any. */
    private static OptionalInt avcodec(Path folder, int needed) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> AVCODEC.matcher(String.valueOf(file.getFileName())))
                    .filter(Matcher::matches)
                    .mapToInt(matcher -> Integer.parseInt(matcher.group(1)))
                    .reduce((a, b) -> b == needed ? b : a);
        } catch (IOException e) {
            return OptionalInt.empty();
        }
    }

    /** The first of the usual places that has an avcodec. */
    private static Path systemFolder() {
        String machine = System.getProperty("os.arch", "").equals("aarch64") ? "aarch64" : "x86_64";
        List<Path> usual = Stream.of(
                        "/usr/local/lib",
                        "/usr/local/lib/" + machine + "-linux-gnu",
                        "/usr/lib/" + machine + "-linux-gnu",
                        "/usr/lib64",
                        "/usr/lib")
                .map(Path::of)
                .toList();
        Optional<Path> found =
                usual.stream().filter(folder -> avcodec(folder, 0).isPresent()).findFirst();
        return found.orElse(usual.get(2));
    }

    private static Path parent(Path file) {
        return Optional.ofNullable(file.getParent()).orElse(file);
    }
}
