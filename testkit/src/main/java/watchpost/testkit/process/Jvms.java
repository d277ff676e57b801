package watchpost.testkit.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** The Java programs of this machine, for what must come out the same on all of them. */
public final class Jvms {
    private static final Path DEBIAN = Path.of("/usr/lib/jvm");
    private static final int LEAST = 17;

    private Jvms() {}

    /**
     * The {@code java} that runs this, then one of each other version from 17 on: that of the system property {@code watchpost.java} (a
     * path), and what is installed where Debian does.
     */
    public static List<Path> known() throws IOException {
        List<Path> known = new ArrayList<>();
        List<Integer> versions = new ArrayList<>();
        add(Path.of(System.getProperty("java.home"), "bin", "java"), known, versions);
        String named = System.getProperty("watchpost.java");
        if (named != null) {
            add(Path.of(named).toRealPath(), known, versions);
        }
        if (Files.isDirectory(DEBIAN)) {
            try (Stream<Path> homes = Files.list(DEBIAN)) {
                for (Path home : homes.sorted().toList()) {
                    add(home.resolve("bin/java"), known, versions);
                }
            }
        }
        return known;
    }

    private static void add(Path java, List<Path> known, List<Integer> versions) throws IOException {
        int version = version(java);
        if (version >= LEAST && !versions.contains(version)) {
            versions.add(version);
            known.add(java);
        }
    }

    /** The feature version, such as 17, as the file {@code release} beside the program says; 0 if there is none. */
    private static int version(Path java) throws IOException {
        Path release = java.resolveSibling("../release").normalize();
        if (!Files.isExecutable(java) || !Files.isReadable(release)) {
            return 0;
        }
        Properties properties = new Properties();
        try (var lines = Files.newBufferedReader(release)) {
            properties.load(lines);
        }
        String version =
                properties.getProperty("JAVA_VERSION", "0").replace("\"", "").split("[.]", -1)[0];
        return version.matches("[0-9]{1,4}") ? Integer.parseInt(version) : 0;
    }
}
