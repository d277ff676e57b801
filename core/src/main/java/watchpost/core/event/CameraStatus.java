package watchpost.core.event;

import java.time.Instant;
import watchpost.core.id.CameraId;

/**
 * A camera's state and why it is in it.
 *
 * @param reason one clear sentence without credentials; empty while streaming
 * @param since when the state began
 * @param decodedFps pictures decoded per second, over the last few seconds
 * @param analysedFps pictures handed on for analysis per second, over the last few seconds
 */
public record CameraStatus(
        CameraId camera, CameraState state, String reason, Instant since, double decodedFps, double analysedFps) {}
