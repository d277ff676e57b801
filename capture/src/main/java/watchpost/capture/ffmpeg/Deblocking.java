package watchpost.capture.ffmpeg;

/** Whether the edges of H.264's blocks are smoothed, which is a quarter of the work of decoding. Other codecs always do it. */
public enum Deblocking {
    FULL,
    SKIPPED
}
