package watchpost.capture;

/** Which of a camera's pictures are decoded. */
public enum DecodeMode {
    ALWAYS,
    /** Only those that can be decoded by themselves, one for each group of pictures; each of them is analysed if the rate allows. */
    KEYFRAMES
}
