package watchpost.detector.accuracy;

import watchpost.core.geometry.Box;

/**
 * One object that a person marked.
 *
 * @param box in the same units as the detections
 * @param crowd true for a region with many objects of this class: whatever is found in it is neither right nor wrong
 */
public record Annotation(String label, Box box, boolean crowd) {}
