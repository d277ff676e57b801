package watchpost.detector.model;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Where a card and its files are. */
interface ModelFiles {
    /** Copies of a file that are in the heap at one time while a graph is prepared and opened. */
    int COPIES = 5;

    byte[] read(String file) throws IOException;

    /** How complaints call a file. */
    String where(String file);

    /** A small file of text. */
    default String text(String file) {
        try {
            return new String(read(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ModelException(where(file) + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /**
     * The bytes of a file that a card names.
     *
     * @throws ModelException if it is missing, too large, or not the file that the card means
     */
    default byte[] graph(String file, String sha256) {
        byte[] bytes;
        try {
            bytes = read(file);
        } catch (NoSuchFileException e) {
            throw new ModelException(where(file) + " is missing, but the model card names it.", e);
        } catch (IOException e) {
            throw new ModelException(where(file) + " cannot be read: " + e.getMessage() + ".", e);
        }
        String found = sha256(bytes);
        if (!found.equals(sha256)) {
            throw new ModelException(where(file) + " is not the file that its card means: its SHA-256 is " + found
                    + " (" + bytes.length + " bytes), the card says " + sha256
                    + "; copy the file again or correct the card.");
        }
        return bytes;
    }

    /**
     * The folder of a card, of a file beside it, or itself.
     *
     * @throws ModelException if there is no such file or folder
     */
    static Path folderOf(Path path) {
        Path folder = Files.isDirectory(path) ? path : path.toAbsolutePath().getParent();
        if (folder == null || !Files.exists(path)) {
            throw new ModelException(
                    path + " does not exist: name a model card, or a folder with " + Model.CARD + " in it.");
        }
        return folder;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** Files in a folder. */
    record Disk(Path path) implements ModelFiles {
        @Override
        public byte[] read(String file) throws IOException {
            Path at = path.resolve(file);
            long largest = Runtime.getRuntime().maxMemory() / COPIES;
            if (Files.size(at) > largest) {
                throw new IOException(
                        "it has " + (Files.size(at) >> 20) + " MiB, and the memory of this process is enough for "
                                + (largest >> 20) + " MiB; give it more with -Xmx");
            }
            return Files.readAllBytes(at);
        }

        @Override
        public String where(String file) {
            return path.resolve(file).toString();
        }
    }

    /** Files inside this program, whose names begin with {@code folder}. */
    record Resources(String folder) implements ModelFiles {
        @Override
        public byte[] read(String file) throws IOException {
            URL resource = Model.class.getResource(folder + file);
            if (resource == null) {
                throw new NoSuchFileException(folder + file);
            }
            try (InputStream in = resource.openStream()) {
                return in.readAllBytes();
            }
        }

        @Override
        public String where(String file) {
            return "built-in " + file;
        }
    }
}
