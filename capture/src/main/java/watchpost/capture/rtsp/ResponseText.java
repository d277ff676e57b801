package watchpost.capture.rtsp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the text of answers. */
final class ResponseText {
    private ResponseText() {}

    /** The length of the body that follows a head; 0 if it says none. */
    static int contentLength(String head) {
        for (String line : head.split("\\r?\\n", -1)) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                try {
                    return Math.max(
                            0,
                            Integer.parseInt(
                                    line.substring(line.indexOf(':') + 1).strip()));
                } catch (NumberFormatException e) {
                    return 0;
                }
            }
        }
        return 0;
    }

    static RtspResponse parse(String head, String body) throws RtspException {
        String[] lines = head.split("\\r?\\n", -1);
        String[] words = lines[0].split("\\s+", 3);
        int status;
        try {
            status = Integer.parseInt(words.length > 1 ? words[1] : "");
        } catch (NumberFormatException e) {
            throw new RtspException(RtspException.Reason.NOT_UNDERSTOOD, "an answer has no status");
        }
        Map<String, List<String>> headers = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                headers.computeIfAbsent(
                                lines[i].substring(0, colon).strip().toLowerCase(Locale.ROOT),
                                name -> new ArrayList<>())
                        .add(lines[i].substring(colon + 1).strip());
            }
        }
        return new RtspResponse(status, headers, body);
    }
}
