package watchpost.capture.rtp;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Puts the packets of one stream together to whole pictures. A picture is complete at its last packet, which the sender marks: nothing
 * waits for the next picture. A sender that marks wrongly is found out, and then the change of the time stamp ends a picture.
 */
public final class AccessUnitAssembler implements Assembler {
    /** No camera's picture is larger; a sender of more is lying. */
    static final int LARGEST = 8 << 20;

    private static final byte[] START_CODE = {0, 0, 0, 1};

    private final NalFormat format;
    private final Consumer<AccessUnit> out;
    private final Units units = new Units();

    private byte[] buffer = new byte[64 << 10];
    private int length;
    private boolean picture;
    private boolean entryPoint;
    private boolean damaged;
    private boolean inFragment;

    private boolean started;
    private int nextSequence;
    private long timestamp;
    private long ticks;
    private boolean endedByMarker;
    private boolean markersLie;
    private long lostPackets;

    private AccessUnitAssembler(NalFormat format, Consumer<AccessUnit> out) {
        this.format = format;
        this.out = out;
    }

    /** For H.264; each whole picture goes to {@code out} at once. */
    public static AccessUnitAssembler h264(Consumer<AccessUnit> out) {
        return new AccessUnitAssembler(new H264Format(), out);
    }

    /** For H.265. */
    public static AccessUnitAssembler h265(Consumer<AccessUnit> out) {
        return new AccessUnitAssembler(new H265Format(), out);
    }

    @Override
    public void accept(RtpPacket packet) {
        if (started && packet.sequence() != nextSequence) {
            lostPackets += (packet.sequence() - nextSequence) & 0xffff;
            lost();
        }
        nextSequence = (packet.sequence() + 1) & 0xffff;
        long step = started ? (int) (packet.timestamp() - timestamp) : 0;
        if (step != 0) {
            if (length > 0 && picture) {
                emit();
            }
            endedByMarker = false;
        } else if (endedByMarker && carriesPicture(packet)) {
            markersLie = true;
        }
        ticks = started ? ticks + step : packet.timestamp();
        timestamp = packet.timestamp();
        started = true;
        format.unpack(packet.data(), packet.payloadOffset(), packet.payloadLength(), units);
        if (packet.marker() && picture && !inFragment && !markersLie) {
            emit();
            endedByMarker = true;
        }
    }

    /** Packets that never came. */
    public long lostPackets() {
        return lostPackets;
    }

    private boolean carriesPicture(RtpPacket packet) {
        boolean[] found = {false};
        format.unpack(packet.data(), packet.payloadOffset(), packet.payloadLength(), new NalFormat.NalSink() {
            @Override
            public void whole(byte[] data, int offset, int size) {
                found[0] |= format.isPicture(data, offset);
            }

            @Override
            public void first(byte[] header, byte[] data, int offset, int size) {
                found[0] |= format.isPicture(header, 0);
            }

            @Override
            public void further(byte[] data, int offset, int size, boolean last) {}

            @Override
            public void damaged() {}
        });
        return found[0];
    }

    private void lost() {
        damaged = true;
        if (inFragment) {
            // the decoder can conceal a missing slice better than half of one
            inFragment = false;
            length = units.begin;
        }
    }

    private void emit() {
        inFragment = false;
        out.accept(new AccessUnit(buffer, length, ticks, entryPoint, damaged));
        clear();
        damaged = false;
    }

    private void clear() {
        length = 0;
        picture = false;
        entryPoint = false;
    }

    private boolean append(byte[] data, int offset, int size) {
        if (length + size > LARGEST) {
            clear();
            inFragment = false;
            damaged = true;
            return false;
        }
        if (length + size > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(LARGEST, Math.max(buffer.length * 2, length + size)));
        }
        System.arraycopy(data, offset, buffer, length, size);
        length += size;
        return true;
    }

    /** Writes units into the buffer. */
    private final class Units implements NalFormat.NalSink {
        /** Where the unit begins whose fragments are arriving. */
        private int begin;

        @Override
        public void whole(byte[] data, int offset, int size) {
            inFragment = false;
            if (append(START_CODE, 0, START_CODE.length) && append(data, offset, size)) {
                note(data, offset);
            }
        }

        @Override
        public void first(byte[] header, byte[] data, int offset, int size) {
            begin = length;
            inFragment = append(START_CODE, 0, START_CODE.length)
                    && append(header, 0, header.length)
                    && append(data, offset, size);
            if (inFragment) {
                note(header, 0);
            }
        }

        @Override
        public void further(byte[] data, int offset, int size, boolean last) {
            if (!inFragment) {
                damaged = true;
            } else if (append(data, offset, size)) {
                inFragment = !last;
            }
        }

        @Override
        public void damaged() {
            damaged = true;
        }

        private void note(byte[] data, int offset) {
            picture |= format.isPicture(data, offset);
            entryPoint |= format.isEntryPoint(data, offset);
        }
    }
}
