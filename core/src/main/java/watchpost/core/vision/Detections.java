package watchpost.core.vision;

import java.util.List;
import watchpost.core.geometry.Size;
import watchpost.core.id.CameraId;
import watchpost.core.time.FrameTime;

/**
 * Everything found in one frame, most confident first.
 *
 * @param picture size of the picture as the camera sent it, for shapes and pixel distances
 */
public record Detections(CameraId camera, FrameTime time, Size picture, List<Detection> found) {
    public Detections {
        found = List.copyOf(found);
    }
}
