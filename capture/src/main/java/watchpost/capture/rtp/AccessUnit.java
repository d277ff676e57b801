package watchpost.capture.rtp;

/**
 * One whole encoded picture: units with start codes (Annex B), or a JPEG file.
 *
 * @param data valid until the assembler gets its next packet
 * @param length bytes of it in {@code data}
 * @param ticks time of the picture in units of the media clock, continued beyond 32 bits
 * @param entryPoint decoding can begin here
 * @param damaged parts of it, or of what came before it, were lost
 */
@SuppressWarnings("ArrayRecordComponent") // a view, never compared
public record AccessUnit(byte[] data, int length, long ticks, boolean entryPoint, boolean damaged) {}
