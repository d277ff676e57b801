package watchpost.daemon.web;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The page's files: read once from the class path by this list, so that no path of a request ever reaches a file. */
final class Assets {
    private static final String FOLDER = "/watchpost/daemon/page/";
    private static final List<String> FILES = List.of(
            "index.html",
            "favicon.svg",
            "page.css",
            "app.js",
            "camera-card.js",
            "dom.js",
            "draw.js",
            "feed.js",
            "incidents.js",
            "words.js");

    private final Map<String, Asset> byPath = new LinkedHashMap<>();

    /** One file, ready to be sent. */
    record Asset(String type, Buffer content, String etag) {}

    Assets() {
        for (String file : FILES) {
            byPath.put(file.equals("index.html") ? "/" : "/assets/" + file, read(file));
        }
    }

    Map<String, Asset> byPath() {
        return byPath;
    }

    private static Asset read(String file) {
        try (InputStream stream = Assets.class.getResourceAsStream(FOLDER + file)) {
            if (stream == null) {
                throw new IllegalStateException("the page's file " + file + " is missing from the program");
            }
            byte[] content = stream.readAllBytes();
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            String etag = '"' + HexFormat.of().formatHex(hash, 0, 12) + '"';
            return new Asset(type(file), Buffer.buffer(content), etag);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static String type(String file) {
        if (file.endsWith(".html")) {
            return "text/html; charset=utf-8";
        }
        if (file.endsWith(".css")) {
            return "text/css; charset=utf-8";
        }
        return file.endsWith(".svg") ? "image/svg+xml" : "text/javascript; charset=utf-8";
    }
}
