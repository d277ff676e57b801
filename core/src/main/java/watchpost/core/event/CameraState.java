package watchpost.core.event;

import java.util.Locale;

/** What a camera is doing, as published. */
public enum CameraState {
    CONNECTING,
    STREAMING,
    STALLED,
    FROZEN,
    BLIND,
    COVERED,
    MOVED,
    AUTH_FAILED,
    DISABLED;

    /** Pictures come, and they do not show the camera's scene: nothing is watched. */
    public boolean hidesScene() {
        return this == FROZEN || this == BLIND || this == COVERED || this == MOVED;
    }

    /** The word of the published contract: {@code auth-failed}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
