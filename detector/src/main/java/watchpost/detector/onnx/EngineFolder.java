package watchpost.detector.onnx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where TensorRT keeps the engine of one graph, for one machine, precision and set of shapes: a folder for each, so that none is taken for
 * another's. The ones that were not used for longest are deleted.
 *
 * @param path the folder
 * @param key its name: the same exactly if everything that the engine depends on is
 */
record EngineFolder(Path path, String key) {
    private static final int KEPT = 4;
    private static final int KEY_DIGITS = 24;
    /** Tells people what the key stands for. */
    private static final String ABOUT = "about.txt";

    /**
     * The folder for these, made if it is not there.
     *
     * @param folder holds all of them
     * @param graph the prepared graph
     * @param about what the engine depends on besides the graph, one thing a line
     * @throws InferenceException if it cannot be written
     */
    static EngineFolder in(Path folder, byte[] graph, String about) {
        MessageDigest digest = sha256();
        digest.update(graph);
        String model = HexFormat.of().formatHex(digest.digest());
        String whole = "model " + model + "\n" + about;
        String key = HexFormat.of()
                .formatHex(sha256().digest(whole.getBytes(StandardCharsets.UTF_8)))
                .substring(0, KEY_DIGITS);
        Path own = folder.resolve(key);
        try {
            Files.createDirectories(own);
            Files.writeString(own.resolve(ABOUT), whole);
            Files.setLastModifiedTime(own, FileTime.from(Instant.now()));
            deleteOldest(folder);
        } catch (IOException | UncheckedIOException e) {
            throw new InferenceException(folder + " cannot be written, where engines are kept: " + e.getMessage(), e);
        }
        return new EngineFolder(own, key);
    }

    /** Whether an engine is kept here. */
    boolean hasEngine() {
        try (Stream<Path> files = Files.list(path)) {
            return files.anyMatch(file -> file.toString().endsWith(".engine"));
        } catch (IOException e) {
            return false;
        }
    }

    private static void deleteOldest(Path folder) throws IOException {
        List<Path> folders;
        try (Stream<Path> all = Files.list(folder)) {
            folders = all.filter(one -> Files.exists(one.resolve(ABOUT)))
                    .sorted(Comparator.comparing(EngineFolder::used).reversed())
                    .toList();
        }
        for (Path old : folders.subList(Math.min(KEPT, folders.size()), folders.size())) {
            try (Stream<Path> files = Files.walk(old)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static FileTime used(Path folder) {
        try {
            return Files.getLastModifiedTime(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
