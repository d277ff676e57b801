package watchpost.daemon.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import watchpost.detector.accuracy.Counts;
import watchpost.detector.accuracy.Evaluation;

/** A {@link ModelEvaluation} as text for the terminal and as JSON. */
public final class ModelReport {
    private ModelReport() {}

    /** A table, one line for each class. */
    public static String text(ModelEvaluation judged) {
        Evaluation evaluation = judged.evaluation();
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%s, %d pictures%nAP50:95 %.1f  AP50 %.1f (percent)%n%n",
                judged.model(),
                evaluation.pictures(),
                100 * evaluation.ap(),
                100 * evaluation.ap50()));
        text.append(String.format(
                Locale.ROOT,
                "%-16s %7s %9s %6s %6s %6s %8s   at confidence %.2f%n",
                "class",
                "objects",
                "precision",
                "recall",
                "F1",
                "AP50",
                "AP50:95",
                evaluation.confidence()));
        for (Evaluation.OfClass one : evaluation.classes()) {
            text.append(line(one.label(), one.objects(), one.counts(), one.ap50(), one.ap()));
        }
        Counts total = evaluation.total();
        text.append(line("all", total.right() + total.missed(), total, evaluation.ap50(), evaluation.ap()));
        if (!judged.unknown().isEmpty()) {
            text.append(String.format(
                    "%nannotated, but not a class of this model: %s%n", String.join(", ", judged.unknown())));
        }
        return text.toString();
    }

    private static String line(String label, long objects, Counts counts, double ap50, double ap) {
        return String.format(
                Locale.ROOT,
                "%-16s %7d %9.3f %6.3f %6.3f %6.1f %8.1f%n",
                label,
                objects,
                counts.precision(),
                counts.recall(),
                counts.f1(),
                100 * ap50,
                100 * ap);
    }

    /** Everything; shares from 0 to 1. */
    public static String json(ModelEvaluation judged) {
        Evaluation evaluation = judged.evaluation();
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode()
                .put("model", judged.model())
                .put("pictures", evaluation.pictures())
                .put("ap50", evaluation.ap50())
                .put("ap50_95", evaluation.ap())
                .put("confidence", evaluation.confidence());
        put(root.putObject("total"), evaluation.total());
        ArrayNode classes = root.putArray("classes");
        for (Evaluation.OfClass one : evaluation.classes()) {
            ObjectNode node = classes.addObject()
                    .put("class", one.label())
                    .put("ap50", one.ap50())
                    .put("ap50_95", one.ap());
            put(node, one.counts());
        }
        ArrayNode curve = root.putArray("curve");
        evaluation.curve().forEach(at -> put(curve.addObject().put("confidence", at.confidence()), at.counts()));
        root.set("confusion", mapper.valueToTree(evaluation.confusion()));
        root.set("unknown_classes", mapper.valueToTree(judged.unknown()));
        try {
            return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void put(ObjectNode node, Counts counts) {
        node.put("right", counts.right())
                .put("wrong", counts.wrong())
                .put("missed", counts.missed())
                .put("precision", counts.precision())
                .put("recall", counts.recall())
                .put("f1", counts.f1());
    }
}
