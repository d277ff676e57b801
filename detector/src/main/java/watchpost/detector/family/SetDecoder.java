package watchpost.detector.family;

import java.nio.FloatBuffer;
import java.util.List;
import watchpost.core.geometry.Size;
import watchpost.detector.model.ModelCard;

/**
 * Networks that answer with a set of boxes, each object once. Their cards set {@code thresholds.overlap} to 1, so that nothing is
 * suppressed.
 *
 * <ul>
 *   <li>{@code detr} after its post-processor (RT-DETR, D-FINE, DEIM): {@code labels [1, queries]}, {@code boxes [1, queries, 4]} as
 *       left, top, right, bottom in input pixels, {@code scores [1, queries]}.
 *   <li>{@code detr} before it: {@code logits [1, queries, classes]} and boxes {@code [1, queries, 4]} as centre and size in fractions;
 *       the confidence is the sigmoid of the largest logit.
 *   <li>{@code yolov10}: one output {@code [1, boxes, 6]}: left, top, right, bottom in input pixels, confidence, class.
 * </ul>
 */
final class SetDecoder {
    private static final int ROW = 6;

    private SetDecoder() {}

    static Decoder detr(List<OutputShape> outputs, ModelCard card) {
        int any = OutputShape.UNKNOWN;
        int classes = card.classes().size();
        Outputs known = new Outputs(
                outputs,
                card,
                "labels [1, queries], boxes [1, queries, 4] and scores [1, queries], or logits [1, queries, " + classes
                        + "] and boxes [1, queries, 4], are");
        int boxes = known.where(o -> o.fits(1, any, 4) && o.last() == 4 && !o.isCalled("logit"));
        if (outputs.size() == 2) {
            int logits = known.where(o -> o.fits(1, any, classes) && o.last() == classes && !o.isCalled("box"));
            if (boxes == logits) {
                throw known.wrong();
            }
            return raw(boxes, logits, classes, card.input().size());
        }
        int labels = known.where(o -> o.fits(1, any) && o.isCalled("label", "class"));
        int scores = known.where(o -> o.fits(1, any) && o.isCalled("score"));
        if (outputs.size() != 3) {
            throw known.wrong();
        }
        return (results, picture, found) -> {
            int queries = results.get(scores).perPicture();
            FloatBuffer confidence = results.get(scores).floats();
            FloatBuffer corners = results.get(boxes).floats();
            for (int at = picture * queries; at < (picture + 1) * queries; at++) {
                if (confidence.get(at) >= found.least()) {
                    int label = (int) results.get(labels).number(at);
                    addCorners(corners, 4 * at, confidence.get(at), label, classes, found);
                }
            }
        };
    }

    private static Decoder raw(int boxes, int logits, int classes, Size input) {
        return (results, picture, found) -> {
            Output table = results.get(logits);
            FloatBuffer numbers = table.floats();
            FloatBuffer centres = results.get(boxes).floats();
            int queries = table.dims().get(1);
            for (int at = picture * queries; at < (picture + 1) * queries; at++) {
                int label = Scores.best(numbers, at * classes, classes);
                double score = 1 / (1 + Math.exp(-numbers.get(at * classes + label)));
                found.addCentred(
                        centres.get(4 * at) * input.width(),
                        centres.get(4 * at + 1) * input.height(),
                        centres.get(4 * at + 2) * input.width(),
                        centres.get(4 * at + 3) * input.height(),
                        (float) score,
                        label);
            }
        };
    }

    static Decoder yolov10(List<OutputShape> outputs, ModelCard card) {
        Outputs known = new Outputs(outputs, card, "one output [1, boxes, " + ROW + "] is");
        if (!known.only().fits(1, OutputShape.UNKNOWN, ROW) || known.only().last() != ROW) {
            throw known.wrong();
        }
        int classes = card.classes().size();
        return (results, picture, found) -> {
            FloatBuffer rows = results.get(0).floats();
            int count = results.get(0).dims().get(1);
            for (int row = picture * count; row < (picture + 1) * count; row++) {
                int label = (int) rows.get(ROW * row + 5);
                addCorners(rows, ROW * row, rows.get(ROW * row + 4), label, classes, found);
            }
        };
    }

    private static void addCorners(FloatBuffer corners, int at, float score, int label, int classes, Candidates found) {
        if (label >= 0 && label < classes) {
            found.add(corners.get(at), corners.get(at + 1), corners.get(at + 2), corners.get(at + 3), score, label);
        }
    }
}
