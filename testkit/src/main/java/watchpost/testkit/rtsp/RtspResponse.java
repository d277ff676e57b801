package watchpost.testkit.rtsp;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer to a client, being put together. */
final class RtspResponse {
    private final String status;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private String body = "";

    private RtspResponse(String status) {
        this.status = status;
    }

    static RtspResponse ok() {
        return new RtspResponse("200 OK");
    }

    /** {@code status}: number and words, as in {@code 404 Not Found}. */
    static RtspResponse error(String status) {
        return new RtspResponse(status);
    }

    RtspResponse header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    RtspResponse body(String type, String text) {
        body = text;
        return header("Content-Type", type).header("Content-Length", Integer.toString(text.length()));
    }

    /** The bytes, for a request with the given sequence number. */
    byte[] bytes(String sequence) {
        StringBuilder text = new StringBuilder("RTSP/1.0 ")
                .append(status)
                .append("\r\nCSeq: ")
                .append(sequence);
        headers.forEach(
                (name, value) -> text.append("\r\n").append(name).append(": ").append(value));
        return text.append("\r\n\r\n").append(body).toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
