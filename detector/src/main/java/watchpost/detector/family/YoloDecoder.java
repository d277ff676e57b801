package watchpost.detector.family;

import java.nio.FloatBuffer;
import java.util.List;
import watchpost.core.geometry.Size;
import watchpost.detector.model.ModelCard;

/**
 * The YOLO networks whose graph decodes the boxes itself: centre x, centre y, width and height in input pixels, then scores.
 *
 * <ul>
 *   <li>YOLOv5 and v7, with anchors: {@code [1, rows, 5 + classes]}, the object's score before those of the classes; the confidence is
 *       the product. Three rows for each place, or one where the network has no anchors.
 *   <li>YOLOv8, v9 and v11, without anchors: {@code [1, 4 + classes, places]} or the same transposed; the confidence is the class's.
 * </ul>
 */
final class YoloDecoder implements Decoder {
    private static final int BOX = 4;
    private static final int ANCHORS = 3;
    private static final int[] THREE = {8, 16, 32};
    private static final int[] FOUR = {8, 16, 32, 64};

    private final int classes;
    private final boolean object;
    private final boolean columns;

    private YoloDecoder(int classes, boolean object, boolean columns) {
        this.classes = classes;
        this.object = object;
        this.columns = columns;
    }

    static Decoder withObjectScore(List<OutputShape> outputs, ModelCard card) {
        int row = BOX + 1 + card.classes().size();
        Outputs known = new Outputs(outputs, card, "one output [1, rows, " + row + "] is");
        OutputShape only = known.only();
        if (!only.fits(1, OutputShape.UNKNOWN, row) || !hasPlaces(only.dims().get(1), card, ANCHORS)) {
            throw known.wrong();
        }
        return new YoloDecoder(card.classes().size(), true, false);
    }

    static Decoder withoutObjectScore(List<OutputShape> outputs, ModelCard card) {
        int row = BOX + card.classes().size();
        Outputs known =
                new Outputs(outputs, card, "one output [1, " + row + ", places] or [1, places, " + row + "] is");
        OutputShape only = known.only();
        boolean columns =
                only.fits(1, row, OutputShape.UNKNOWN) && hasPlaces(only.dims().get(2), card, 1);
        boolean rows =
                only.fits(1, OutputShape.UNKNOWN, row) && hasPlaces(only.dims().get(1), card, 1);
        if (columns == rows) {
            throw known.wrong();
        }
        return new YoloDecoder(card.classes().size(), false, columns);
    }

    @Override
    public void decode(List<Output> outputs, int picture, Candidates found) {
        Output output = outputs.get(0);
        FloatBuffer numbers = output.floats();
        int first = picture * output.perPicture();
        if (columns) {
            byColumns(numbers, first, output.dims().get(2), found);
        } else {
            byRows(numbers, first, output.dims().get(1), found);
        }
    }

    private void byRows(FloatBuffer numbers, int first, int rows, Candidates found) {
        int head = object ? BOX + 1 : BOX;
        int at = first;
        for (int row = 0; row < rows; row++, at += head + classes) {
            float weight = object ? numbers.get(at + BOX) : 1;
            if (weight >= found.least()) {
                int label = Scores.best(numbers, at + head, classes);
                found.addCentred(
                        numbers.get(at),
                        numbers.get(at + 1),
                        numbers.get(at + 2),
                        numbers.get(at + 3),
                        weight * numbers.get(at + head + label),
                        label);
            }
        }
    }

    /** The scores lie class by class: read in that order, and of a place that is good enough in several classes the best one is kept. */
    private void byColumns(FloatBuffer numbers, int first, int places, Candidates found) {
        int scores = first + BOX * places;
        for (int label = 0; label < classes; label++) {
            for (int place = 0; place < places; place++) {
                float score = numbers.get(scores + label * places + place);
                if (score >= found.least() && isBest(numbers, scores + place, places, label, score)) {
                    found.addCentred(
                            numbers.get(first + place),
                            numbers.get(first + places + place),
                            numbers.get(first + 2 * places + place),
                            numbers.get(first + 3 * places + place),
                            score,
                            label);
                }
            }
        }
    }

    private boolean isBest(FloatBuffer numbers, int column, int places, int label, float score) {
        for (int other = 0; other < classes; other++) {
            float rival = numbers.get(column + other * places);
            if (rival > score || (rival == score && other < label)) {
                return false;
            }
        }
        return true;
    }

    /** True if a network with three or four strides has that many places in the card's input, once or once for each anchor. */
    private static boolean hasPlaces(int count, ModelCard card, int anchors) {
        Size input = card.input().size();
        int three = Places.total(input, THREE);
        int four = Places.total(input, FOUR);
        return count == OutputShape.UNKNOWN
                || count == three
                || count == four
                || count == anchors * three
                || count == anchors * four;
    }
}
