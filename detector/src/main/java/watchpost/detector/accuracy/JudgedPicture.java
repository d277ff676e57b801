package watchpost.detector.accuracy;

import java.util.List;
import watchpost.core.vision.Detection;

/**
 * What is in one picture, and what was found there.
 *
 * @param found most confident first
 */
public record JudgedPicture(List<Annotation> annotations, List<Detection> found) {
    public JudgedPicture {
        annotations = List.copyOf(annotations);
        found = List.copyOf(found);
    }

    /** The same with one class only. */
    JudgedPicture of(String label) {
        return new JudgedPicture(
                annotations.stream().filter(a -> a.label().equals(label)).toList(),
                found.stream().filter(d -> d.label().equals(label)).toList());
    }

    /** The same with what was found at {@code confidence} or above. */
    JudgedPicture from(double confidence) {
        return new JudgedPicture(
                annotations,
                found.stream().filter(d -> d.confidence() >= confidence).toList());
    }
}
