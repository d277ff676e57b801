package watchpost.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of the repository that users see. */
final class Shipped {
    static final String EXAMPLE = read("docs/watchpost.example.yaml");

    private Shipped() {}

    static String read(String path) {
        try {
            return Files.readString(
                    Path.of(System.getProperty("watchpost.root")).resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
