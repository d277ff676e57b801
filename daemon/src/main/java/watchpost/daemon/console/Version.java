package watchpost.daemon.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of the program, written by the build. */
public final class Version {
    private static final String CURRENT = read();

    private Version() {}

    /** {@code 0.1.0-SNAPSHOT}. */
    public static String current() {
        return CURRENT;
    }

    private static String read() {
        Properties properties = new Properties();
        try (InputStream stream = Version.class.getResourceAsStream("/watchpost/daemon/version.properties")) {
            if (stream != null) {
                properties.load(stream);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return properties.getProperty("version", "unknown");
    }
}
