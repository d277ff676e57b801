package watchpost.testkit.rtsp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request of a client.
 *
 * @param headers by lower-case name
 */
record RtspRequest(String method, String url, Map<String, String> headers) {
    private static final int LARGEST_HEAD = 16 << 10;
    private static final int INTERLEAVED_MARK = '$';

    /** The client sent what is no RTSP. */
    static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1;

        MalformedException(String message) {
            super(message);
        }
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The path without query, without slashes at its ends: {@code gate} or {@code gate/track0}. */
    String path() {
        String path = url.replaceFirst("^[A-Za-z]+://[^/]*", "").replaceFirst("\\?.*$", "");
        return path.replaceAll("^/+|/+$", "");
    }

    /**
     * Takes the next request out of {@code in} (position 0 to limit is unread), skipping the receiver reports that clients weave in.
     * Empty if it has not arrived completely; then only what was skipped is consumed.
     */
    static Optional<RtspRequest> take(ByteBuffer in) throws MalformedException {
        while (in.hasRemaining() && in.get(in.position()) == INTERLEAVED_MARK) {
            if (in.remaining() < 4 || in.remaining() < 4 + (in.getShort(in.position() + 2) & 0xFFFF)) {
                return Optional.empty();
            }
            in.position(in.position() + 4 + (in.getShort(in.position() + 2) & 0xFFFF));
        }
        byte[] unread = new byte[in.remaining()];
        in.duplicate().get(unread);
        String text = new String(unread, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            if (unread.length > LARGEST_HEAD) {
                throw new MalformedException("no end of the request's head within " + LARGEST_HEAD + " bytes");
            }
            return Optional.empty();
        }
        RtspRequest request = parse(text.substring(0, end));
        int total = end + 4 + request.bodyLength();
        if (unread.length < total) {
            return Optional.empty();
        }
        in.position(in.position() + total);
        return Optional.of(request);
    }

    private static RtspRequest parse(String head) throws MalformedException {
        String[] lines = head.split("\r\n", -1);
        String[] words = lines[0].split(" ", -1);
        if (words.length != 3 || !words[2].startsWith("RTSP/1.")) {
            throw new MalformedException("not an RTSP request line");
        }
        Map<String, String> headers = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                headers.put(
                        lines[i].substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        lines[i].substring(colon + 1).strip());
            }
        }
        return new RtspRequest(words[0], words[1], Map.copyOf(headers));
    }

    private int bodyLength() throws MalformedException {
        try {
            int length = Integer.parseInt(header("Content-Length").orElse("0"));
            if (length < 0 || length > LARGEST_HEAD) {
                throw new MalformedException("a body of " + length + " bytes");
            }
            return length;
        } catch (NumberFormatException e) {
            throw new MalformedException("a Content-Length that is no number");
        }
    }
}
