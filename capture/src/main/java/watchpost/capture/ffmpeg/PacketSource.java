package watchpost.capture.ffmpeg;

import java.util.Optional;
import java.util.OptionalLong;
import watchpost.capture.ring.StreamFormat;

/** Encoded video, packet by packet: a file, or a session with a camera. Used and closed by one thread. */
public interface PacketSource extends AutoCloseable {
    /** Reads what comes next; false at the end. Ends at the guard's deadline with an exception. */
    boolean read() throws MediaException;

    /** True if what was read last is a packet of the chosen video stream, and not only a sign of life. */
    boolean isVideo();

    /** Bytes that were read last. */
    int packetBytes();

    /** True if decoding can begin with the packet read last. */
    boolean isKeyFrame();

    /** Length of the packet read last, in bytes. */
    int packetLength();

    /** The packet read last, in memory of its own. */
    byte[] packetData();

    /** What its packets need to be decoded; the same object for all packets of a connection. */
    StreamFormat format();

    /** Presentation time of the packet read last, in nanoseconds on the stream's own scale. */
    OptionalLong packetNanos();

    /** The sender's wall clock at the packet read last, in microseconds since 1970, once the camera has reported it. */
    OptionalLong senderMicros();

    /** What is known of the video stream. */
    StreamInfo info();

    /** The codec of the first audio track that came along; empty if none was asked for. */
    Optional<String> audio();

    /** Goes back to the first picture; a file only. */
    void rewind() throws MediaException;

    /** A decoder for the video stream. */
    VideoDecoder newDecoder(DecoderWish wish) throws MediaException;

    /** Hands the packet read last to {@code decoder}; false if that refused it as damaged. */
    boolean sendTo(VideoDecoder decoder) throws MediaException;

    @Override
    void close();
}
