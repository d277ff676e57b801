package watchpost.core.rule;

/** The part of an object's box that counts as its place. Lines and speeds, which need a point, use the bottom centre for all but {@link #CENTRE}. */
public enum Anchor {
    /** The middle of the lower edge: where a person or vehicle touches the ground. */
    BOTTOM_CENTRE,
    /** The middle of the box: for views from above. */
    CENTRE,
    /** In a zone as soon as one corner of the box is. */
    ANY_CORNER,
    /** In a zone only with all four corners of the box. */
    ALL_CORNERS,
    /** In a zone when a share of the box lies in it. */
    OVERLAP
}
