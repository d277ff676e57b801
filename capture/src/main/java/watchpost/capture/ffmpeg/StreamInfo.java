package watchpost.capture.ffmpeg;

import java.util.Optional;
import watchpost.core.geometry.Size;

/**
 * What the container or the session description says about the video stream.
 *
 * @param codec FFmpeg's name: h264, hevc, mjpeg, msmpeg4v3
 * @param profile name of the codec's profile; empty if unknown
 * @param size empty while unknown (an RTSP description need not say it)
 * @param fps pictures per second; 0 while unknown
 * @param durationNanos length; 0 for live or unknown
 * @param frameNanos length of one picture by {@code fps}; 40 ms while unknown
 */
public record StreamInfo(
        String codec, String profile, Optional<Size> size, double fps, long durationNanos, long frameNanos) {}
