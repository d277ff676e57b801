package watchpost.capture;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import watchpost.core.geometry.Size;

/**
 * What a source sends.
 *
 * @param codec FFmpeg's name: h264, hevc, mjpeg
 * @param profile of the codec; empty if unknown
 * @param size of the decoded pictures
 * @param fps measured pictures per second
 * @param keyFrameInterval mean time between key frames; empty if fewer than two were seen
 * @param bitsPerSecond of the video, measured
 * @param audio codec of an audio track
 * @param transport over which it came; empty for a file
 * @param timestampsGood every picture had a stamp and each was later than the one before
 * @param senderClock the camera tells its wall clock (RTCP)
 * @param untilFirstPicture from the begin of opening to the first decoded picture
 * @param advice sentences for the installer, most important first
 */
public record ProbeReport(
        String codec,
        String profile,
        Size size,
        double fps,
        Optional<Duration> keyFrameInterval,
        long bitsPerSecond,
        Optional<String> audio,
        Optional<Transport> transport,
        boolean timestampsGood,
        boolean senderClock,
        Duration untilFirstPicture,
        List<String> advice) {
    public ProbeReport {
        advice = List.copyOf(advice);
    }
}
