package watchpost.capture.demand;

/** Which of a camera's pictures are decoded. */
public enum DecodeMode {
    ALWAYS,
    /** Key frames, and everything as soon as something moves, from the key frame before it on. */
    ADAPTIVE,
    /** Only those that can be decoded by themselves, one for each group of pictures; each of them is analysed if the rate allows. */
    KEYFRAMES
}
