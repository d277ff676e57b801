package watchpost.core.port;

import watchpost.core.event.CameraStatus;

/** Where capture reports what its cameras are doing. */
@FunctionalInterface
public interface CameraStatusSink {
    /** Called on the camera's capture thread at each change of state and from time to time with new rates; never blocks. */
    void accept(CameraStatus status);
}
