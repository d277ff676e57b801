package watchpost.capture.rtsp;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a camera says about its streams (SDP, RFC 8866), as far as it matters for one video track.
 *
 * @param control the session's own control URL; empty if it has none
 * @param video all video tracks, in order
 */
record SessionDescription(String control, List<VideoTrack> video) {
    private static final byte[] START_CODE = {0, 0, 0, 1};
    private static final int VIDEO_CLOCK = 90_000;
    /** The one video payload type in use that needs no name (RFC 3551). */
    private static final int JPEG_BY_NUMBER = 26;

    static SessionDescription parse(String text) {
        String sessionControl = "";
        List<VideoTrack> video = new ArrayList<>();
        Media media = null;
        for (String line : text.split("\\r?\\n", -1)) {
            if (line.startsWith("m=")) {
                add(media, video);
                media = new Media(line);
            } else if (media != null) {
                media.attribute(line);
            } else if (line.startsWith("a=control:")) {
                sessionControl = line.substring("a=control:".length()).strip();
            }
        }
        add(media, video);
        return new SessionDescription(sessionControl, List.copyOf(video));
    }

    /** The first track whose codec {@code wanted} knows. */
    Optional<VideoTrack> track(List<String> wanted) {
        return video.stream().filter(track -> wanted.contains(track.codec())).findFirst();
    }

    private static void add(@Nullable Media media, List<VideoTrack> video) {
        if (media != null && media.kind.equals("video")) {
            video.add(media.track());
        }
    }

    /** One section of the description while it is read. */
    private static final class Media {
        private final String kind;
        private final int payloadType;
        private String codec;
        private int clockRate = VIDEO_CLOCK;
        private String control = "";
        private final Map<String, String> format = new HashMap<>();

        private Media(String line) {
            String[] words = line.substring(2).strip().split("\\s+", -1);
            kind = words[0];
            payloadType = words.length > 3 ? number(words[3], 0) : 0;
            codec = payloadType == JPEG_BY_NUMBER ? "JPEG" : "";
        }

        private void attribute(String line) {
            if (line.startsWith("a=control:")) {
                control = line.substring("a=control:".length()).strip();
            } else if (line.startsWith("a=rtpmap:" + payloadType + " ")) {
                String[] map = line.substring(line.indexOf(' ') + 1).strip().split("/", -1);
                codec = map[0].toUpperCase(Locale.ROOT);
                clockRate = map.length > 1 ? Math.max(1, number(map[1], VIDEO_CLOCK)) : VIDEO_CLOCK;
            } else if (line.startsWith("a=fmtp:" + payloadType + " ")) {
                for (String part : line.substring(line.indexOf(' ') + 1).split(";", -1)) {
                    String[] pair = part.strip().split("=", 2);
                    format.put(pair[0].toLowerCase(Locale.ROOT), pair.length > 1 ? pair[1].strip() : "");
                }
            }
        }

        private VideoTrack track() {
            ByteArrayOutputStream sets = new ByteArrayOutputStream();
            for (String name : new String[] {"sprop-parameter-sets", "sprop-vps", "sprop-sps", "sprop-pps"}) {
                for (String set : format.getOrDefault(name, "").split(",", -1)) {
                    append(set.strip(), sets);
                }
            }
            return new VideoTrack(codec, payloadType, clockRate, control, sets.toByteArray());
        }

        /** What is not Base64 is no parameter set; the stream itself carries them too. */
        private static void append(String base64, ByteArrayOutputStream sets) {
            byte[] unit;
            try {
                unit = Base64.getDecoder().decode(base64);
            } catch (IllegalArgumentException e) {
                return;
            }
            if (unit.length > 0) {
                sets.writeBytes(START_CODE);
                sets.writeBytes(unit);
            }
        }

        private static int number(String text, int otherwise) {
            try {
                return Integer.parseInt(text);
            } catch (NumberFormatException e) {
                return otherwise;
            }
        }
    }
}
