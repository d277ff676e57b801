package watchpost.daemon.pipeline;

import watchpost.core.id.CameraId;
import watchpost.core.time.Moment;

/** What the pipeline asks of the cameras, for those of which not every picture is decoded. Any thread; quick. */
public interface CameraControl {
    /** True if pictures of this camera are left out while nothing moves: only then is {@link #attend} of use. */
    boolean mayRest(CameraId camera);

    /** Something happens in this camera's pictures: none of the next ones is to be left out. */
    void attend(CameraId camera);

    /** Something has happened since the frame of {@code moment}, though nothing seemed to move: what came after it is wanted. */
    void goBackTo(CameraId camera, Moment moment);

    /** True while the camera shows key frames only because nothing moves: that it is silent meanwhile means nothing. */
    boolean isResting(CameraId camera);

    /** For cameras of which every picture is decoded. */
    CameraControl NONE = new CameraControl() {
        @Override
        public boolean mayRest(CameraId camera) {
            return false;
        }

        @Override
        public void attend(CameraId camera) {
            // nothing is left out anyway
        }

        @Override
        public void goBackTo(CameraId camera, Moment moment) {
            // nothing was left out
        }

        @Override
        public boolean isResting(CameraId camera) {
            return false;
        }
    };
}
