package watchpost.capture;

import watchpost.capture.ffmpeg.Deblocking;
import watchpost.capture.ring.RingLimits;
import watchpost.capture.rtsp.Trust;
import watchpost.core.id.CameraId;
import watchpost.core.id.SourceUrl;
import watchpost.core.vision.FrameShape;

/**
 * What one camera is and what is wanted of it.
 *
 * @param url {@code rtsp://}, {@code rtsps://}, {@code file:} or a path; a file is played at its own speed
 * @param transport for RTSP only
 * @param shape the model's input, which frames are made for
 * @param analysedFps pictures handed on per second of the stream; 0 hands on every picture
 * @param loop a file begins again at its end instead of being disabled
 * @param trust whom to believe at the other end of {@code rtsps://}
 * @param decode which pictures are decoded
 * @param deblocking of H.264; skipping it saves a quarter of the decoding
 * @param ring how much encoded video is kept for clips
 */
public record CameraSettings(
        CameraId id,
        SourceUrl url,
        Transport transport,
        FrameShape shape,
        double analysedFps,
        Timers timers,
        boolean loop,
        Trust trust,
        DecodeMode decode,
        Deblocking deblocking,
        RingLimits ring) {
    public CameraSettings {
        if (!(analysedFps >= 0) || analysedFps > 1000) {
            throw new IllegalArgumentException("not a rate of pictures per second: " + analysedFps);
        }
    }

    /** A camera, or a file that is played once. */
    public CameraSettings(
            CameraId id, SourceUrl url, Transport transport, FrameShape shape, double analysedFps, Timers timers) {
        this(
                id,
                url,
                transport,
                shape,
                analysedFps,
                timers,
                false,
                Trust.authorities(),
                DecodeMode.ALWAYS,
                Deblocking.SKIPPED,
                RingLimits.DEFAULT);
    }

    /** The same, believing whom {@code other} says. */
    public CameraSettings trusting(Trust other) {
        return new CameraSettings(
                id, url, transport, shape, analysedFps, timers, loop, other, decode, deblocking, ring);
    }

    /** The same, with a file begun again at its end. */
    public CameraSettings looping() {
        return new CameraSettings(
                id, url, transport, shape, analysedFps, timers, true, trust, decode, deblocking, ring);
    }

    /** The same, decoding as {@code other} says. */
    public CameraSettings decoding(DecodeMode other) {
        return new CameraSettings(id, url, transport, shape, analysedFps, timers, loop, trust, other, deblocking, ring);
    }
}
