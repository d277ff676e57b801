package watchpost.capture.scene;

/** What is to be said of a camera's pictures. */
public enum SceneVerdict {
    /** They show the scene. */
    CLEAR,
    /** They arrive, and they are the same ones. */
    FROZEN,
    /** There is no light in them. */
    BLACK,
    /** There is nothing in them but one even surface, or next to nothing of what was there. */
    COVERED,
    /** They show another scene than the one learnt. */
    MOVED
}
