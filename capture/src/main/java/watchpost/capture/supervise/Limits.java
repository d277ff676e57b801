package watchpost.capture.supervise;

/**
 * The timers' lengths in nanoseconds.
 *
 * @param connect from the begin of opening until the stream is open
 * @param bytes without a packet
 * @param firstPicture without a first picture: a camera may send its next key frame only after many seconds
 * @param picture without a further picture; ten picture intervals where that is longer
 */
public record Limits(long connect, long bytes, long firstPicture, long picture) {}
