package watchpost.capture;

import java.util.EnumSet;
import java.util.Set;
import watchpost.capture.demand.DecodeMode;
import watchpost.capture.ffmpeg.Deblocking;
import watchpost.capture.ffmpeg.DecoderOrder;
import watchpost.capture.ring.RingLimits;
import watchpost.capture.rtsp.Trust;
import watchpost.capture.scene.SceneVerdict;
import watchpost.core.id.CameraId;
import watchpost.core.id.SourceUrl;
import watchpost.core.vision.FrameShape;

/**
 * What one camera is and what is wanted of it.
 *
 * @param url {@code rtsp://}, {@code rtsps://}, {@code v4l2:/dev/...}, {@code file:}, or the path of a file or a folder of
 *     pictures; a file is played at its own speed
 * @param transport for RTSP only
 * @param shape the model's input, which frames are made for
 * @param analysedFps pictures handed on per second of the stream; 0 hands on every picture
 * @param loop a file begins again at its end instead of being disabled
 * @param trust whom to believe at the other end of {@code rtsps://}
 * @param decode which pictures are decoded
 * @param deblocking of H.264; skipping it saves a quarter of the decoding
 * @param decoders which are tried before software
 * @param sceneChecks what the pictures of a live camera are looked at for
 * @param folderFps pictures per second of a folder of pictures
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
        DecoderOrder decoders,
        Set<SceneVerdict> sceneChecks,
        double folderFps,
        RingLimits ring) {
    static final double USUAL_FOLDER_FPS = 5;

    public CameraSettings {
        sceneChecks = Set.copyOf(sceneChecks);
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
                DecoderOrder.SOFTWARE,
                EnumSet.allOf(SceneVerdict.class),
                USUAL_FOLDER_FPS,
                RingLimits.DEFAULT);
    }

    /** The same, believing whom {@code other} says. */
    public CameraSettings trusting(Trust other) {
        return new CameraSettings(
                id,
                url,
                transport,
                shape,
                analysedFps,
                timers,
                loop,
                other,
                decode,
                deblocking,
                decoders,
                sceneChecks,
                folderFps,
                ring);
    }

    /** The same, with a file begun again at its end. */
    public CameraSettings looping() {
        return new CameraSettings(
                id,
                url,
                transport,
                shape,
                analysedFps,
                timers,
                true,
                trust,
                decode,
                deblocking,
                decoders,
                sceneChecks,
                folderFps,
                ring);
    }

    /** The same, trying these decoders before software. */
    public CameraSettings with(DecoderOrder others) {
        return new CameraSettings(
                id,
                url,
                transport,
                shape,
                analysedFps,
                timers,
                loop,
                trust,
                decode,
                deblocking,
                others,
                sceneChecks,
                folderFps,
                ring);
    }

    /** The same, looking for {@code others} only. */
    public CameraSettings checking(Set<SceneVerdict> others) {
        return new CameraSettings(
                id,
                url,
                transport,
                shape,
                analysedFps,
                timers,
                loop,
                trust,
                decode,
                deblocking,
                decoders,
                others,
                folderFps,
                ring);
    }

    /** The same, decoding as {@code other} says. */
    public CameraSettings decoding(DecodeMode other) {
        return new CameraSettings(
                id,
                url,
                transport,
                shape,
                analysedFps,
                timers,
                loop,
                trust,
                other,
                deblocking,
                decoders,
                sceneChecks,
                folderFps,
                ring);
    }
}
