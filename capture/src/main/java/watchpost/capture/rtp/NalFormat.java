package watchpost.capture.rtp;

/** How a codec's network abstraction layer units lie in RTP payloads, and what they are. */
interface NalFormat {
    /** Takes one payload apart. */
    void unpack(byte[] data, int offset, int length, NalSink sink);

    /** True if the unit that begins at {@code offset} holds a part of a coded picture. */
    boolean isPicture(byte[] data, int offset);

    /** True if decoding can begin at an access unit with this unit. */
    boolean isEntryPoint(byte[] data, int offset);

    /** Where the units of a payload go. */
    interface NalSink {
        /** A whole unit. */
        void whole(byte[] data, int offset, int length);

        /** The first fragment of a unit, whose header was put together from the fragment's: {@code header} holds one or two bytes. */
        void first(byte[] header, byte[] data, int offset, int length);

        /** A further fragment. */
        void further(byte[] data, int offset, int length, boolean last);

        /** What cannot be understood. */
        void damaged();
    }
}
