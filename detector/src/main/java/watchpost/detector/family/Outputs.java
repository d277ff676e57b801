package watchpost.detector.family;

import java.util.List;
import java.util.function.Predicate;
import watchpost.detector.model.ModelCard;
import watchpost.detector.model.ModelException;

/** Finds a family's outputs among those of a graph, or says what was expected instead. */
final class Outputs {
    private final List<OutputShape> outputs;
    private final ModelCard card;
    private final String expected;

    /** @param expected the outputs of such a network, for the sentence that refuses others */
    Outputs(List<OutputShape> outputs, ModelCard card, String expected) {
        this.outputs = outputs;
        this.card = card;
        this.expected = expected;
    }

    /** The only output. */
    OutputShape only() {
        if (outputs.size() != 1) {
            throw wrong();
        }
        return outputs.get(0);
    }

    /** Position of the one output that is {@code wanted}. */
    int where(Predicate<OutputShape> wanted) {
        int found = -1;
        for (int i = 0; i < outputs.size(); i++) {
            if (wanted.test(outputs.get(i))) {
                if (found >= 0) {
                    throw wrong();
                }
                found = i;
            }
        }
        if (found < 0) {
            throw wrong();
        }
        return found;
    }

    ModelException wrong() {
        return new ModelException("the graph's outputs " + outputs + " are not those of family " + card.family()
                + " with " + card.classes().size() + " classes and an input of "
                + card.input().size() + ": " + expected + " expected.");
    }
}
