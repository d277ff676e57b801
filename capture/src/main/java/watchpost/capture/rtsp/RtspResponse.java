package watchpost.capture.rtsp;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An answer of the camera.
 *
 * @param headers by lower-case name
 * @param body empty if there is none
 */
record RtspResponse(int status, Map<String, List<String>> headers, String body) {
    /** The first header of that name. */
    Optional<String> header(String name) {
        return all(name).stream().findFirst();
    }

    List<String> all(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    /** The value of a parameter like {@code timeout=60} in the first header of that name. */
    Optional<String> parameter(String header, String name) {
        for (String part : header(header).orElse("").split(";", -1)) {
            String[] pair = part.strip().split("=", 2);
            if (pair.length == 2 && pair[0].equalsIgnoreCase(name)) {
                return Optional.of(pair[1].strip());
            }
        }
        return Optional.empty();
    }
}
