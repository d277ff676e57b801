package watchpost.alerts.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON Schemas (draft 2020-12) of the contract, one per payload; the resource is {@code watchpost/schema/<name>.json}. */
public final class Schemas {
    private static final List<String> NAMES =
            List.of("incident", "measurement", "gap", "status", "camera-status", "health", "level", "reply");

    private Schemas() {}

    /** Every schema's text by its name: {@code incident}, {@code camera-status}, … */
    public static Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        NAMES.forEach(name -> all.put(name, read(name)));
        return all;
    }

    /** What the field {@code schema} of a payload says: {@code watchpost.incident/1}. */
    static String name(String payload) {
        return "watchpost." + payload + "/1";
    }

    private static String read(String name) {
        String path = "/watchpost/schema/" + name + ".json";
        try (InputStream in = Schemas.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the class path has no " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }
}
