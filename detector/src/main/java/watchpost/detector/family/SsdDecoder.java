package watchpost.detector.family;

import java.nio.FloatBuffer;
import java.util.List;
import watchpost.core.geometry.Size;
import watchpost.detector.model.ModelCard;

/**
 * SSD as TensorFlow's detection models have it: boxes as top, left, bottom, right in fractions of the input.
 *
 * <ul>
 *   <li>{@code ssd}, without suppression in the graph: boxes {@code [1, anchors, 4]} or {@code [1, anchors, 1, 4]}, decoded, and scores
 *       {@code [1, anchors, classes]}, sigmoid or softmax applied. A column for the background is an empty name in the card.
 *   <li>{@code ssd-nms}, with it: boxes {@code [1, most, 4]}, scores and class numbers {@code [1, most]}, and how many of them count
 *       {@code [1]}. Class number 1 is the card's first class.
 * </ul>
 */
final class SsdDecoder implements Decoder {
    private final Size input;
    private final int boxes;
    private final int scores;
    private final int classes;

    private SsdDecoder(Size input, int boxes, int scores, int classes) {
        this.input = input;
        this.boxes = boxes;
        this.scores = scores;
        this.classes = classes;
    }

    static Decoder of(List<OutputShape> outputs, ModelCard card) {
        int any = OutputShape.UNKNOWN;
        int classes = card.classes().size();
        Outputs known = new Outputs(
                outputs,
                card,
                "boxes [1, anchors, 4] and scores [1, anchors, " + classes + "] for the same anchors are");
        int boxes = known.where(o -> o.fits(1, any, 1, 4) || (o.fits(1, any, 4) && o.last() != classes));
        int scores = known.where(o -> o.fits(1, any, classes) && o.last() == classes);
        int anchors = outputs.get(boxes).dims().get(1);
        if (outputs.size() != 2 || !outputs.get(scores).fits(1, anchors, classes)) {
            throw known.wrong();
        }
        return new SsdDecoder(card.input().size(), boxes, scores, classes);
    }

    @Override
    public void decode(List<Output> outputs, int picture, Candidates found) {
        FloatBuffer corners = outputs.get(boxes).floats();
        Output table = outputs.get(scores);
        int firstBox = picture * outputs.get(boxes).perPicture();
        Scores.visit(
                table,
                picture * table.perPicture(),
                table.dims().get(1),
                classes,
                found.least(),
                (place, label, score) -> add(corners, firstBox + 4 * place, input, score, label, found));
    }

    private static void add(FloatBuffer corners, int at, Size input, float score, int label, Candidates found) {
        found.add(
                corners.get(at + 1) * input.width(),
                corners.get(at) * input.height(),
                corners.get(at + 3) * input.width(),
                corners.get(at + 2) * input.height(),
                score,
                label);
    }

    /** The variant whose graph ends in suppression. */
    static Decoder suppressed(List<OutputShape> outputs, ModelCard card) {
        int any = OutputShape.UNKNOWN;
        Outputs known = new Outputs(
                outputs,
                card,
                "boxes [1, most, 4], scores [1, most], classes [1, most] and their number [1] (told by \"score\" and \"class\""
                        + " in the names) are");
        int boxes = known.where(o -> o.fits(1, any, 4) && o.last() == 4);
        int scores = known.where(o -> o.fits(1, any) && o.isCalled("score"));
        int labels = known.where(o -> o.fits(1, any) && o.isCalled("class", "label"));
        int number = known.where(o -> o.fits(1) && !o.isCalled("score", "class", "label"));
        if (outputs.size() != 4) {
            throw known.wrong();
        }
        Size input = card.input().size();
        int classes = card.classes().size();
        return (results, picture, found) -> {
            int most = results.get(scores).perPicture();
            int count = Math.min(most, (int) results.get(number).number(picture));
            FloatBuffer corners = results.get(boxes).floats();
            for (int i = 0; i < count; i++) {
                int at = picture * most + i;
                int label = (int) results.get(labels).number(at) - 1;
                if (label >= 0 && label < classes) {
                    add(corners, 4 * at, input, results.get(scores).floats().get(at), label, found);
                }
            }
        };
    }
}
