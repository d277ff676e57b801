package watchpost.capture.rtp;

/** H.265 in RTP without decoding order numbers (RFC 7798): single units, aggregation packets and fragmentation units. */
final class H265Format implements NalFormat {
    private static final int AGGREGATION = 48;
    private static final int FRAGMENTATION = 49;
    private static final int FIRST_RANDOM_ACCESS = 16;
    private static final int LAST_RANDOM_ACCESS = 23;
    private static final int FIRST_PARAMETERS = 32;
    private static final int SEQUENCE_PARAMETERS = 33;

    private final byte[] header = new byte[2];

    @Override
    public void unpack(byte[] data, int offset, int length, NalSink sink) {
        if (length < 1) {
            return;
        }
        if (length < 3) {
            sink.damaged();
            return;
        }
        int type = type(data, offset);
        if (type < AGGREGATION) {
            sink.whole(data, offset, length);
        } else if (type == AGGREGATION) {
            Aggregates.unpack(data, offset + 2, offset + length, sink);
        } else if (type == FRAGMENTATION) {
            fragment(data, offset, length, sink);
        } else {
            sink.damaged();
        }
    }

    private void fragment(byte[] data, int offset, int length, NalSink sink) {
        int fragment = data[offset + 2];
        boolean last = (fragment & 0x40) != 0;
        if ((fragment & 0x80) != 0) {
            header[0] = (byte) ((data[offset] & 0x81) | ((fragment & 0x3f) << 1));
            header[1] = data[offset + 1];
            sink.first(header, data, offset + 3, length - 3);
        } else {
            sink.further(data, offset + 3, length - 3, last);
        }
    }

    @Override
    public boolean isPicture(byte[] data, int offset) {
        return type(data, offset) < FIRST_PARAMETERS;
    }

    @Override
    public boolean isEntryPoint(byte[] data, int offset) {
        int type = type(data, offset);
        return (type >= FIRST_RANDOM_ACCESS && type <= LAST_RANDOM_ACCESS) || type == SEQUENCE_PARAMETERS;
    }

    private static int type(byte[] data, int offset) {
        return (data[offset] >> 1) & 0x3f;
    }
}
