package watchpost.detector.family;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import watchpost.detector.model.ModelCard;
import watchpost.detector.model.ModelException;

/** A family of detectors: networks whose outputs are read in the same way. A new one is a class of its own and a line in {@link #ALL}. */
@FunctionalInterface
public interface Family {
    /** The families by the names that cards use. */
    Map<String, Family> ALL = new TreeMap<>(Map.of(
            "nanodet", DistributionDecoder::of,
            "picodet", DistributionDecoder::of,
            "yolox", YoloxDecoder::of,
            "yolov5", YoloDecoder::withObjectScore,
            "yolov8", YoloDecoder::withoutObjectScore,
            "yolov10", SetDecoder::yolov10,
            "ssd", SsdDecoder::of,
            "ssd-nms", SsdDecoder::suppressed,
            "centernet", CenterNetDecoder::of,
            "detr", SetDecoder::detr));

    /** The families whose readers take bytes with levels as well as numbers. */
    Set<String> READ_LEVELS = Set.of("nanodet", "picodet");

    /**
     * The reader for one graph.
     *
     * @param outputs the graph's outputs in their order
     * @throws ModelException if these are not the outputs of such a network for the card's input and classes
     */
    Decoder decoder(List<OutputShape> outputs, ModelCard card);

    /** The family that a card names. */
    static Family named(String name) {
        Family family = ALL.get(name);
        if (family == null) {
            throw new ModelException(
                    "model family \"" + name + "\" is not known; known are " + String.join(", ", ALL.keySet()) + ".");
        }
        return family;
    }
}
