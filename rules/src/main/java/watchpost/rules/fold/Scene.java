package watchpost.rules.fold;

import java.util.List;

/**
 * One frame, as a rule sees it.
 *
 * @param now when it was
 * @param watched nanoseconds since the frame before that were watched; 0 at the first frame
 * @param afterGap true at the first frame, and where something between this frame and the one before was not watched
 * @param seen the objects detected in it, by growing id
 */
public record Scene(Now now, long watched, boolean afterGap, List<Observation> seen) {}
