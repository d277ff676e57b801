package watchpost.core.rule;

/** The point of an object's box that counts as its place. */
public enum Anchor {
    /** The middle of the lower edge: where a person or vehicle touches the ground. */
    BOTTOM_CENTRE,
    /** The middle of the box: for views from above. */
    CENTRE
}
