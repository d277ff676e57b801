package watchpost.detector.family;

import java.util.ArrayList;
import java.util.List;
import watchpost.core.geometry.Size;
import watchpost.detector.model.ModelCard;
import watchpost.detector.model.ModelException;

/**
 * NanoDet and PicoDet: each place of three or four grids has a score for each class, and for each side of the box a distribution over
 * bins of distance. The distance is the expectation: softmax over the bins, times bin number, times stride ("Generalized Focal Loss",
 * Li et al. 2020, equation 6). Which outputs are scores and which are distances is told from their last axis, their stride from their
 * number of places, so names and order do not matter.
 */
final class DistributionDecoder implements Decoder {
    private static final int SIDES = 4;

    /** One grid: which outputs it is in. */
    private record Level(Places places, int scores, int distances, int bins) {}

    private final List<Level> levels;
    private final int classes;
    private final Size input;

    private DistributionDecoder(List<Level> levels, int classes, Size input) {
        this.levels = List.copyOf(levels);
        this.classes = classes;
        this.input = input;
    }

    static Decoder of(List<OutputShape> outputs, ModelCard card) {
        Size input = card.input().size();
        int classes = card.classes().size();
        List<Level> levels = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            if (outputs.get(i).last() == classes) {
                levels.add(level(outputs, i, input, classes));
            }
        }
        if (levels.isEmpty() || levels.size() * 2 != outputs.size()) {
            throw new ModelException("the graph's outputs " + outputs + " are not those of family " + card.family()
                    + " with " + classes + " classes: for each stride [1, places, " + classes
                    + "] and [1, places, 4 x bins] are expected.");
        }
        return new DistributionDecoder(levels, classes, input);
    }

    private static Level level(List<OutputShape> outputs, int scores, Size input, int classes) {
        int count = outputs.get(scores).dims().get(1);
        for (int i = 0; i < outputs.size(); i++) {
            OutputShape other = outputs.get(i);
            if (other.dims().size() == 3
                    && other.dims().get(1) == count
                    && other.last() != classes
                    && other.last() % SIDES == 0) {
                try {
                    return new Level(Places.counted(input, count), scores, i, other.last() / SIDES);
                } catch (IllegalArgumentException e) {
                    throw new ModelException(
                            "output " + outputs.get(scores) + " fits no stride of an input of " + input + ".", e);
                }
            }
        }
        throw new ModelException("output " + outputs.get(scores) + " has no output of box distances beside it.");
    }

    @Override
    public void decode(List<Output> outputs, int picture, Candidates found) {
        for (Level level : levels) {
            int places = level.places().count();
            int bins = level.bins();
            Output scores = outputs.get(level.scores());
            Output distances = outputs.get(level.distances());
            int firstDistance = picture * places * bins * SIDES;
            Scores.visit(scores, picture * places * classes, places, classes, found.least(), (place, label, score) -> {
                int at = firstDistance + place * bins * SIDES;
                addBox(level, place, distances, at, score, label, found);
            });
        }
    }

    private void addBox(Level level, int place, Output distances, int at, float score, int label, Candidates found) {
        int stride = level.places().stride();
        int bins = level.bins();
        float x = place % level.places().columns() * stride + 0.5f * (stride - 1);
        float y = place / level.places().columns() * stride + 0.5f * (stride - 1);
        float left = x - stride * expectation(distances, at, bins);
        float top = y - stride * expectation(distances, at + bins, bins);
        float right = x + stride * expectation(distances, at + 2 * bins, bins);
        float bottom = y + stride * expectation(distances, at + 3 * bins, bins);
        found.add(
                Math.max(0, left),
                Math.max(0, top),
                Math.min(input.width(), right),
                Math.min(input.height(), bottom),
                score,
                label);
    }

    private static float expectation(Output logits, int at, int bins) {
        float largest = logits.hasLevels() ? 0 : largest(logits, at, bins);
        double sum = 0;
        double weighted = 0;
        for (int i = 0; i < bins; i++) {
            double weight = logits.hasLevels() ? logits.weight(at + i) : Math.exp(logits.real(at + i) - largest);
            sum += weight;
            weighted += weight * i;
        }
        return (float) (weighted / sum);
    }

    private static float largest(Output logits, int at, int bins) {
        float largest = logits.real(at);
        for (int i = 1; i < bins; i++) {
            largest = Math.max(largest, logits.real(at + i));
        }
        return largest;
    }
}
