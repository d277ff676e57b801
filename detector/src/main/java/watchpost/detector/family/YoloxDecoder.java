package watchpost.detector.family;

import java.nio.FloatBuffer;
import java.util.List;
import watchpost.core.geometry.Size;
import watchpost.detector.model.ModelCard;

/**
 * YOLOX without decoding in the graph: one output {@code [1, places, 5 + classes]}, the places of strides 8, 16 and 32 one after the
 * other. A row is x, y (from the place's corner, in strides), the logarithms of width and height (in strides), the object's score and
 * one score for each class ("YOLOX: Exceeding YOLO Series in 2021", Ge et al., section 2). The confidence is object times class.
 */
final class YoloxDecoder implements Decoder {
    private static final int HEAD = 5;
    private static final int[] STRIDES = {8, 16, 32};

    private final List<Places> levels;
    private final int classes;

    private YoloxDecoder(List<Places> levels, int classes) {
        this.levels = levels;
        this.classes = classes;
    }

    static Decoder of(List<OutputShape> outputs, ModelCard card) {
        Size input = card.input().size();
        int classes = card.classes().size();
        int places = Places.total(input, STRIDES);
        String expected = "one output [1, " + places + ", " + (HEAD + classes) + "] is";
        Outputs known = new Outputs(outputs, card, expected);
        if (!known.only().fits(1, places, HEAD + classes)) {
            throw known.wrong();
        }
        return new YoloxDecoder(Places.all(input, STRIDES), classes);
    }

    @Override
    public void decode(List<Output> outputs, int picture, Candidates found) {
        Output output = outputs.get(0);
        FloatBuffer rows = output.floats();
        int at = picture * output.perPicture();
        for (Places level : levels) {
            for (int place = 0; place < level.count(); place++) {
                float object = rows.get(at + 4);
                if (object >= found.least()) {
                    add(rows, at, level, place, found);
                }
                at += HEAD + classes;
            }
        }
    }

    private void add(FloatBuffer rows, int at, Places level, int place, Candidates found) {
        int label = Scores.best(rows, at + HEAD, classes);
        float confidence = rows.get(at + 4) * rows.get(at + HEAD + label);
        if (!(confidence >= found.least())) {
            return;
        }
        int stride = level.stride();
        int row = place / level.columns();
        int column = place % level.columns();
        float x = (rows.get(at) + column) * stride;
        float y = (rows.get(at + 1) + row) * stride;
        found.addCentred(
                x,
                y,
                (float) Math.exp(rows.get(at + 2)) * stride,
                (float) Math.exp(rows.get(at + 3)) * stride,
                confidence,
                label);
    }
}
