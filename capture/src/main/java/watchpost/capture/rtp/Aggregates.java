package watchpost.capture.rtp;

/** Several units in one packet, each behind its length in two bytes: STAP-A of H.264 and aggregation packets of H.265. */
final class Aggregates {
    private Aggregates() {}

    static void unpack(byte[] data, int begin, int end, NalFormat.NalSink sink) {
        int at = begin;
        while (at + 2 < end) {
            int length = Bytes.unsigned16(data, at);
            at += 2;
            if (length == 0 || at + length > end) {
                sink.damaged();
                return;
            }
            sink.whole(data, at, length);
            at += length;
        }
    }
}
