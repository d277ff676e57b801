package watchpost.capture.ring;

/**
 * What must be known to decode packets, one object for each connection.
 *
 * @param codec FFmpeg's name: h264, hevc, mjpeg
 * @param header parameter sets as the container or the session description gave them; may be empty; not to be written
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity of the connection, never by its bytes
public record StreamFormat(String codec, byte[] header) {}
