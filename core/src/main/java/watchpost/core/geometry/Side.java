package watchpost.core.geometry;

/** On which side of a directed line a point lies, for someone who stands at its start and looks to its end. */
public enum Side {
    LEFT,
    ON,
    RIGHT;
}
