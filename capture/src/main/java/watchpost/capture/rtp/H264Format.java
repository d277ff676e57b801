package watchpost.capture.rtp;

/** H.264 in RTP, packetization modes 0 and 1 (RFC 6184): single units, STAP-A and FU-A. */
final class H264Format implements NalFormat {
    private static final int STAP_A = 24;
    private static final int FU_A = 28;
    private static final int IDR = 5;
    private static final int SEQUENCE_PARAMETERS = 7;

    private final byte[] header = new byte[1];

    @Override
    public void unpack(byte[] data, int offset, int length, NalSink sink) {
        if (length < 1) {
            // an empty packet keeps a connection alive
            return;
        }
        int type = data[offset] & 0x1f;
        if (type >= 1 && type < STAP_A) {
            sink.whole(data, offset, length);
        } else if (type == STAP_A) {
            Aggregates.unpack(data, offset + 1, offset + length, sink);
        } else if (type == FU_A && length >= 2) {
            fragment(data, offset, length, sink);
        } else {
            sink.damaged();
        }
    }

    private void fragment(byte[] data, int offset, int length, NalSink sink) {
        int indicator = data[offset];
        int fragment = data[offset + 1];
        boolean last = (fragment & 0x40) != 0;
        if ((fragment & 0x80) != 0) {
            header[0] = (byte) ((indicator & 0xe0) | (fragment & 0x1f));
            sink.first(header, data, offset + 2, length - 2);
        } else {
            sink.further(data, offset + 2, length - 2, last);
        }
    }

    @Override
    public boolean isPicture(byte[] data, int offset) {
        int type = data[offset] & 0x1f;
        return type >= 1 && type <= IDR;
    }

    /** A camera with intra refresh sends no IDR, but its parameter sets where one can begin. */
    @Override
    public boolean isEntryPoint(byte[] data, int offset) {
        int type = data[offset] & 0x1f;
        return type == IDR || type == SEQUENCE_PARAMETERS;
    }
}
