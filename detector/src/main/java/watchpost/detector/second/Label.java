package watchpost.detector.second;

/**
 * What a second model says of one picture.
 *
 * @param text what it reads, or the name of a class
 * @param confidence 0..1
 */
public record Label(String text, double confidence) {
    /** Without what was read: it is not for logs. */
    @Override
    public String toString() {
        return "Label[" + text.length() + " characters, confidence=" + confidence + "]";
    }
}
