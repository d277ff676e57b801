package watchpost.capture;

import watchpost.capture.scene.SceneVerdict;
import watchpost.core.event.CameraState;

/** What a camera's pictures show, in the words of its status. */
final class Scenes {
    private Scenes() {}

    static CameraState state(SceneVerdict verdict) {
        return switch (verdict) {
            case CLEAR -> CameraState.STREAMING;
            case FROZEN -> CameraState.FROZEN;
            case BLACK, COVERED, MOVED -> CameraState.BLIND;
        };
    }

    /** Who, what is seen, what to do; empty for a clear view. */
    static String sentence(Source source, SceneVerdict verdict) {
        return switch (verdict) {
            case CLEAR -> "";
            case FROZEN ->
                source.subject()
                        + ": the picture is frozen: for half a minute the same one has come again and again; restart the camera.";
            case BLACK -> source.subject() + ": the picture is black; check the light, the lens and the infrared lamp.";
            case COVERED ->
                source.subject() + ": the picture is covered: hardly anything is left to see; look at the lens.";
            case MOVED ->
                source.subject()
                        + ": the camera has been moved: it shows another scene than before; check its direction, and the"
                        + " zones and lines drawn for it.";
        };
    }
}
