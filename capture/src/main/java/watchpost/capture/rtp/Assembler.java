package watchpost.capture.rtp;

import java.util.function.Consumer;

/** Puts the packets of one stream together to whole pictures. */
public interface Assembler {
    /** Takes the next packet of the stream; packets come in order, lost ones are missing. */
    void accept(RtpPacket packet);

    /**
     * For one codec.
     *
     * @param codec as described: H264, H265 or JPEG
     * @param out gets each whole picture at once
     */
    static Assembler of(String codec, Consumer<AccessUnit> out) {
        return switch (codec) {
            case "H264" -> AccessUnitAssembler.h264(out);
            case "H265" -> AccessUnitAssembler.h265(out);
            case "JPEG" -> new JpegAssembler(out);
            default -> throw new IllegalArgumentException("no assembler for " + codec);
        };
    }
}
