package watchpost.daemon.box;

import org.jspecify.annotations.Nullable;
import watchpost.capture.Camera;
import watchpost.core.id.CameraId;
import watchpost.core.time.Moment;
import watchpost.daemon.pipeline.CameraControl;

/** Hands on what the pipeline asks of the cameras, which start after it. */
final class Control implements CameraControl {
    private volatile @Nullable Cameras cameras;

    /** From now on {@code running} is asked. */
    void of(Cameras running) {
        cameras = running;
    }

    @Override
    public boolean mayRest(CameraId camera) {
        Cameras running = cameras;
        return running != null && running.camera(camera).map(Camera::mayRest).orElse(false);
    }

    @Override
    public void attend(CameraId camera) {
        Cameras running = cameras;
        if (running != null) {
            running.camera(camera).ifPresent(Camera::attend);
        }
    }

    @Override
    public void goBackTo(CameraId camera, Moment moment) {
        Cameras running = cameras;
        if (running != null) {
            running.camera(camera).ifPresent(found -> found.goBackTo(moment));
        }
    }

    @Override
    public boolean isResting(CameraId camera) {
        Cameras running = cameras;
        return running != null && running.camera(camera).map(Camera::isResting).orElse(false);
    }
}
