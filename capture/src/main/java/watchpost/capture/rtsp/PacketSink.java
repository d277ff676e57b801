package watchpost.capture.rtsp;

/** Where a session's packets go; the bytes are valid only during the call. */
public interface PacketSink {
    void rtp(byte[] data, int offset, int length);

    void rtcp(byte[] data, int offset, int length);
}
