package watchpost.testkit.rtsp;

import java.util.List;
import java.util.SplittableRandom;

/** How pictures of one codec travel in RTP packets. Another codec is another implementation. */
interface PayloadFormat {
    /** Largest RTP payload, so that a packet fits any Ethernet with room for a tunnel. */
    int LARGEST_PAYLOAD = 1400;

    /** The RTP payload type, 0..127; another one for each codec, so that a change of codec shows in the packets. */
    int payloadType();

    /** The value of {@code a=rtpmap}: {@code H264/90000}. */
    String rtpMap();

    /** The value of {@code a=fmtp}; empty if there is nothing to say. */
    String parameters();

    /** All that is sent of a picture, in order, without framing: its own parts, and what must go before a key picture. */
    List<byte[]> parts(AccessUnit picture);

    /** A picture as decoders take it from a file without a container: with start codes, or as a file of its own. */
    byte[] stream(AccessUnit picture);

    /** Cuts a picture into payloads, in sending order; the last one ends the picture. */
    void packetise(AccessUnit picture, PayloadSink sink);

    /** The same picture with a part of {@code bytes} bytes before its own, larger than anything a camera sends. */
    AccessUnit inflated(AccessUnit picture, int bytes);

    /** A picture of about the same size that no decoder can decode and whose packets are well-formed all the same. */
    AccessUnit garbled(AccessUnit picture, SplittableRandom random);

    /** Takes one payload, {@code head} before {@code body[from, from + length)}. */
    @FunctionalInterface
    interface PayloadSink {
        void payload(byte[] head, byte[] body, int from, int length, boolean endsPicture);
    }
}
