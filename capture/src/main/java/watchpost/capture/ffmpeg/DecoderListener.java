package watchpost.capture.ffmpeg;

/** Hears which decoder was chosen and why others were not; on the thread that decodes. */
public interface DecoderListener {
    /** For who does not want to know. */
    DecoderListener NONE = new DecoderListener() {
        @Override
        public void missing(String decoder, String why) {}

        @Override
        public void refused(String decoder, String why) {}

        @Override
        public void inUse(DecoderKind kind) {}
    };

    /** {@code decoder} is not in this FFmpeg, or its driver or device is not there. */
    void missing(String decoder, String why);

    /** {@code decoder} opened and failed its test on the first pictures. */
    void refused(String decoder, String why);

    /** Pictures come from {@code kind} from now on. */
    void inUse(DecoderKind kind);
}
