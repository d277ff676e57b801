package watchpost.capture.rtsp;

import java.nio.file.Path;
import java.util.Locale;

/** Whom to believe at the other end of {@code rtsps://}. */
public sealed interface Trust {
    /** Whoever the authorities that this Java knows have certified for the host that is asked for. */
    static Trust authorities() {
        return new Authorities();
    }

    /** Whoever the certificates of a PEM file have certified for the host that is asked for. */
    static Trust signedBy(Path certificates) {
        return new SignedBy(certificates);
    }

    /**
     * Whoever has this very certificate, whatever is written in it.
     *
     * @param sha256 its SHA-256 fingerprint: 64 hexadecimal digits, with or without colons
     */
    static Trust pinned(String sha256) {
        return new Pinned(plain(sha256));
    }

    /** Everybody: the connection is hidden from listeners, but who answers is not proved. */
    static Trust anybody() {
        return new Anybody();
    }

    /** True if {@code sha256} can be a fingerprint. */
    static boolean isFingerprint(String sha256) {
        return plain(sha256).matches("[0-9a-f]{64}");
    }

    private static String plain(String sha256) {
        return sha256.replace(":", "").toLowerCase(Locale.ROOT);
    }

    /** See {@link #authorities()}. */
    record Authorities() implements Trust {}

    /** See {@link #signedBy(Path)}. */
    record SignedBy(Path certificates) implements Trust {}

    /** See {@link #pinned(String)}; digits in lower case without colons. */
    record Pinned(String sha256) implements Trust {}

    /** See {@link #anybody()}. */
    record Anybody() implements Trust {}
}
