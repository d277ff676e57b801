package watchpost.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import watchpost.config.ConfigResult.BrokenCamera;
import watchpost.config.ConfigResult.Invalid;
import watchpost.config.ConfigResult.Valid;
import watchpost.config.yaml.Fault;
import watchpost.config.yaml.Faults;
import watchpost.config.yaml.YamlText;

/**
 * Reads {@code watchpost.yaml}. Nothing here throws because of what a file holds or because it cannot be read: everything becomes a
 * {@link Problem}. Password files are read and certificate files looked for on the way. Blocking; any thread.
 */
public final class ConfigFile {
    private static final int MOST_BYTES = 4 * YamlText.MOST_CHARACTERS;

    private ConfigFile() {}

    /** Reads {@code file} strictly. */
    public static ConfigResult read(Path file) {
        return read(file, Reading.strict());
    }

    public static ConfigResult read(Path file, Reading reading) {
        String name = file.toString();
        byte[] bytes;
        try {
            if (!Files.exists(file)) {
                return unusable(name, "the file does not exist", "");
            }
            if (Files.isDirectory(file)) {
                return unusable(name, "this is a folder", "name the file in it");
            }
            if (Files.size(file) > MOST_BYTES) {
                return unusable(name, "the file is larger than 1 MiB", "is it a configuration at all");
            }
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            return unusable(name, "the file cannot be read", "check its owner and mode");
        }
        return decoded(bytes, name, reading);
    }

    /** Reads {@code text} strictly; {@code fileName} stands in problems, and relative paths start at its folder. */
    public static ConfigResult parse(String text, String fileName) {
        return parse(text, fileName, Reading.strict());
    }

    public static ConfigResult parse(String text, String fileName, Reading reading) {
        Faults faults = new Faults();
        Optional<DeviceConfig> config =
                YamlText.read(text, faults).map(top -> new DeviceReader(reading, folderOf(fileName)).read(top));
        List<Fault> found = faults.inFileOrder();
        List<Problem> problems =
                found.stream().map(fault -> problem(fileName, fault)).toList();
        boolean keepGood = reading.tolerance() == Reading.Tolerance.KEEP_GOOD_CAMERAS;
        Predicate<Fault> fatal =
                fault -> fault.error() && !(keepGood && cameraOf(fault).isPresent());
        if (config.isEmpty() || found.stream().anyMatch(fatal)) {
            return new Invalid(problems);
        }
        List<BrokenCamera> broken = broken(fileName, found);
        return new Valid(without(broken, config.get()), problems, broken);
    }

    private static DeviceConfig without(List<BrokenCamera> broken, DeviceConfig config) {
        Set<String> names = broken.stream().map(BrokenCamera::name).collect(Collectors.toSet());
        List<CameraConfig> good = config.cameras().stream()
                .filter(camera -> !names.contains(camera.id().value()))
                .toList();
        return config.withCameras(good);
    }

    private static List<BrokenCamera> broken(String fileName, List<Fault> found) {
        List<Fault> errors = found.stream().filter(Fault::error).toList();
        return errors.stream()
                .flatMap(fault -> cameraOf(fault).stream())
                .distinct()
                .map(camera -> new BrokenCamera(
                        camera,
                        errors.stream()
                                .filter(fault -> cameraOf(fault).equals(Optional.of(camera)))
                                .map(fault -> problem(fileName, fault))
                                .toList()))
                .toList();
    }

    /** The camera in whose block {@code fault} lies. */
    private static Optional<String> cameraOf(Fault fault) {
        List<String> path = fault.path();
        return path.size() >= 2 && path.get(0).equals("cameras") ? Optional.of(path.get(1)) : Optional.empty();
    }

    private static Problem problem(String fileName, Fault fault) {
        String path = String.join(".", fault.path());
        String message = path.isEmpty() ? fault.message() : path + ": " + fault.message();
        return new Problem(
                fileName,
                fault.spot().line(),
                fault.spot().column(),
                fault.error() ? Problem.Weight.ERROR : Problem.Weight.WARNING,
                message,
                fault.suggestion());
    }

    private static ConfigResult decoded(byte[] bytes, String name, Reading reading) {
        if (bytes.length >= 2 && (bytes[0] & 0xff) + (bytes[1] & 0xff) == 0xff + 0xfe && (bytes[0] & 0xff) >= 0xfe) {
            return unusable(name, "the file is in UTF-16", "save it as UTF-8");
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer text = CharBuffer.allocate(bytes.length);
        CoderResult outcome = decoder.decode(ByteBuffer.wrap(bytes), text, true);
        text.flip();
        if (outcome.isError()) {
            String before = text.toString();
            int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
            int column = before.length() - before.lastIndexOf('\n');
            return new Invalid(List.of(new Problem(
                    name, line, column, Problem.Weight.ERROR, "the file is not in UTF-8", "save it as UTF-8")));
        }
        String whole = text.toString();
        return parse(whole.startsWith("\ufeff") ? whole.substring(1) : whole, name, reading);
    }

    private static ConfigResult unusable(String name, String message, String suggestion) {
        return new Invalid(List.of(new Problem(name, 1, 1, Problem.Weight.ERROR, message, suggestion)));
    }

    private static Path folderOf(String fileName) {
        try {
            Path parent = Path.of(fileName).toAbsolutePath().getParent();
            return parent == null ? Path.of("/") : parent;
        } catch (InvalidPathException e) {
            return Path.of("").toAbsolutePath(); // a name that only stands in messages
        }
    }
}
