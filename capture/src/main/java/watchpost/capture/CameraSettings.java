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
 * @param trust whom to believe at the other end of {@code rtsps://}
 * @param sceneChecks what the pictures of a live camera are looked at for
 * @param ring how much encoded video is kept for clips
 */
public record CameraSettings(
        CameraId id,
        SourceUrl url,
        Transport transport,
        FrameShape shape,
        double analysedFps,
        Timers timers,
        Trust trust,
        Decode decode,
        Playback playback,
        Set<SceneVerdict> sceneChecks,
        RingLimits ring) {
    public CameraSettings {
        sceneChecks = Set.copyOf(sceneChecks);
        if (!(analysedFps >= 0) || analysedFps > 1000) {
            throw new IllegalArgumentException("not a rate of pictures per second: " + analysedFps);
        }
    }

    /**
     * How pictures are decoded.
     *
     * @param mode which of them
     * @param deblocking of H.264; skipping it saves a quarter of the decoding
     * @param decoders which are tried before software
     */
    public record Decode(DecodeMode mode, Deblocking deblocking, DecoderOrder decoders) {
        /** Every picture, in software, without deblocking. */
        public static final Decode DEFAULT = new Decode(DecodeMode.ALWAYS, Deblocking.SKIPPED, DecoderOrder.SOFTWARE);
    }

    /**
     * How files and folders of pictures are played.
     *
     * @param loop they begin again at their end instead of being disabled
     * @param folderFps pictures per second of a folder
     */
    public record Playback(boolean loop, double folderFps) {
        /** Once. */
        public static final Playback DEFAULT = new Playback(false, 5);
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
                Trust.authorities(),
                Decode.DEFAULT,
                Playback.DEFAULT,
                EnumSet.allOf(SceneVerdict.class),
                RingLimits.DEFAULT);
    }

    /** The same, believing whom {@code other} says. */
    public CameraSettings trusting(Trust other) {
        return with(other, decode, playback, sceneChecks);
    }

    /** The same, with a file begun again at its end. */
    public CameraSettings looping() {
        return with(trust, decode, new Playback(true, playback.folderFps), sceneChecks);
    }

    /** The same, trying these decoders before software. */
    public CameraSettings with(DecoderOrder others) {
        return with(trust, new Decode(decode.mode, decode.deblocking, others), playback, sceneChecks);
    }

    /** The same, looking for {@code others} only. */
    public CameraSettings checking(Set<SceneVerdict> others) {
        return with(trust, decode, playback, others);
    }

    /** The same, decoding as {@code other} says. */
    public CameraSettings decoding(DecodeMode other) {
        return with(trust, new Decode(other, decode.deblocking, decode.decoders), playback, sceneChecks);
    }

    private CameraSettings with(Trust whom, Decode how, Playback played, Set<SceneVerdict> checks) {
        return new CameraSettings(id, url, transport, shape, analysedFps, timers, whom, how, played, checks, ring);
    }
}
