package watchpost.capture.ffmpeg;

/** The FFmpeg that was asked for cannot be used. Its message is one sentence for people: what, where, what to do. */
public final class LibrariesRefusedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final String sentence;

    LibrariesRefusedException(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    /** The sentence; never null. */
    @Override
    public String getMessage() {
        return sentence;
    }
}
