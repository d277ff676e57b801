package watchpost.capture;

/**
 * What a camera has done since it was started; each only grows, but for {@code openLeases}.
 *
 * @param bytes encoded bytes received
 * @param decoded pictures decoded
 * @param skipped pictures between key frames that were not decoded: as the settings say, or for want of time
 * @param wentBack how often decoding went back to the last key frame because something moved
 * @param damaged packets and pictures that the decoder refused or had to guess parts of
 * @param analysed frames handed to the sink
 * @param dropped pictures left out because the detector had no time for them
 * @param reconnects connections after the first one that delivered pictures
 * @param failures tries and connections that failed
 * @param clockJumps jumps of the stream's stamps that were bridged
 * @param openLeases frames that are out now
 * @param lostLeases frames that nobody closed
 */
public record CameraCounters(
        long bytes,
        long decoded,
        long skipped,
        long wentBack,
        long damaged,
        long analysed,
        long dropped,
        long reconnects,
        long failures,
        long clockJumps,
        int openLeases,
        long lostLeases) {}
