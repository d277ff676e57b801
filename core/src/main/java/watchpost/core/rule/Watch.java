package watchpost.core.rule;

import java.util.Set;

/**
 * Which objects a rule looks at, and when.
 *
 * @param classes class names; empty means every class
 * @param minConfidence objects seen less surely than this do not count, 0..1
 * @param minHeight objects lower than this do not count, as a fraction of the picture's height, 0..1
 * @param minTravel objects that never moved this far from where they were first seen do not count, in picture units; 0 switches it off
 */
public record Watch(
        Set<String> classes,
        double minConfidence,
        double minHeight,
        double minTravel,
        Anchor anchor,
        Schedule schedule) {
    public Watch {
        classes = Set.copyOf(classes);
    }

    public boolean wantsClass(String label) {
        return classes.isEmpty() || classes.contains(label);
    }
}
