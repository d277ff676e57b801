package watchpost.core.rule;

import watchpost.core.geometry.Polygon;

/** A traffic signal that the camera sees. */
public record Signal(String name, Polygon area) {
    /** What it shows. */
    public enum State {
        RED,
        AMBER,
        GREEN,
        /** Nobody can tell: hidden, dark, or not looked at yet. */
        UNKNOWN
    }
}
