package watchpost.capture.ffmpeg;

import java.nio.file.Path;

/** Keeps what JavaCPP unpacks apart from what it links to; touches no class of JavaCPP, which reads the property only once. */
public final class OwnCache {
    private static final String PROPERTY = "org.bytedeco.javacpp.cachedir";

    private OwnCache() {}

    /** Gives the libraries that the environment names a cache of their own. */
    public static void prepare() {
        String wanted = System.getenv(OwnFfmpeg.VARIABLE);
        if (wanted != null && !wanted.isBlank()) {
            Path usual = Path.of(System.getProperty("user.home", "."), ".javacpp", "cache");
            String cache = System.getProperty(PROPERTY, usual.toString());
            System.setProperty(PROPERTY, cache + "/own-ffmpeg-" + Integer.toHexString(wanted.hashCode()));
        }
    }
}
