package watchpost.capture.ring;

import java.util.OptionalLong;

/**
 * One encoded picture.
 *
 * @param sequence counts a camera's packets without a gap, over all its connections
 * @param data shared by everyone who holds the packet: not to be written
 * @param stamp presentation time on the stream's own scale, in nanoseconds
 * @param position place on the camera's timeline, in nanoseconds
 * @param arrival monotonic reading at the arrival of its last byte
 * @param key decoding can begin here
 */
@SuppressWarnings("ArrayRecordComponent") // handed over whole, never compared
public record EncodedPacket(
        long sequence,
        byte[] data,
        OptionalLong stamp,
        long position,
        long arrival,
        boolean key,
        StreamFormat format) {}
