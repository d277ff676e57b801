package watchpost.daemon.evaluate;

import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import watchpost.detector.accuracy.Counts;
import watchpost.detector.accuracy.Evaluation;

/** A {@link ModelEvaluation} as one HTML file that needs nothing else: the classes, the curve over the confidence, the confusion. */
public final class ModelPage {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 260;
    private static final int MARGIN = 36;

    private ModelPage() {}

    public static String of(ModelEvaluation judged) {
        Evaluation evaluation = judged.evaluation();
        StringBuilder page = new StringBuilder("""
                <!doctype html>
                <html lang="en">
                <meta charset="utf-8">
                <title>Model evaluation</title>
                <style>
                body { font: 15px/1.5 system-ui, sans-serif; color: #1c2733; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
                table { border-collapse: collapse; margin: 1rem 0; }
                th, td { padding: .2rem .7rem; text-align: right; border-bottom: 1px solid #d9dfe5; font-variant-numeric: tabular-nums; }
                th:first-child, td:first-child { text-align: left; }
                .right { background: #e4f2e7; }
                svg { max-width: 100%; }
                </style>
                """);
        page.append(String.format(
                Locale.ROOT,
                "<h1>%s</h1>%n<p>%d pictures. AP50:95 <b>%.1f</b>, AP50 <b>%.1f</b> percent.</p>%n",
                escaped(judged.model()),
                evaluation.pictures(),
                100 * evaluation.ap(),
                100 * evaluation.ap50()));
        classes(page, evaluation);
        page.append("<h2>All classes over the confidence</h2>\n");
        curve(page, evaluation);
        page.append(String.format(
                Locale.ROOT, "<h2>What was taken for what, at confidence %.2f</h2>%n", evaluation.confidence()));
        confusion(page, evaluation.confusion());
        if (!judged.unknown().isEmpty()) {
            page.append("<p>Annotated, but not a class of this model: ")
                    .append(escaped(String.join(", ", judged.unknown())))
                    .append(".</p>\n");
        }
        return page.append("</html>\n").toString();
    }

    private static void classes(StringBuilder page, Evaluation evaluation) {
        page.append("<table><tr><th>class<th>objects<th>precision<th>recall<th>F1<th>AP50<th>AP50:95</tr>\n");
        for (Evaluation.OfClass one : evaluation.classes()) {
            row(page, one.label(), one.counts(), one.ap50(), one.ap());
        }
        row(page, "all", evaluation.total(), evaluation.ap50(), evaluation.ap());
        page.append("</table>\n");
    }

    private static void row(StringBuilder page, String label, Counts counts, double ap50, double ap) {
        page.append(String.format(
                Locale.ROOT,
                "<tr><td>%s<td>%d<td>%.3f<td>%.3f<td>%.3f<td>%.1f<td>%.1f</tr>%n",
                escaped(label),
                counts.right() + counts.missed(),
                counts.precision(),
                counts.recall(),
                counts.f1(),
                100 * ap50,
                100 * ap));
    }

    private static void curve(StringBuilder page, Evaluation evaluation) {
        page.append(String.format("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"curve\">%n", WIDTH, HEIGHT));
        for (int tenth = 0; tenth <= 10; tenth += 2) {
            double share = tenth / 10.0;
            page.append(String.format(
                    Locale.ROOT,
                    "<path d=\"M%d %.1fH%d\" stroke=\"#d9dfe5\"/><text x=\"4\" y=\"%.1f\" font-size=\"12\">%.1f</text>"
                            + "<text x=\"%.1f\" y=\"%d\" font-size=\"12\">%.1f</text>%n",
                    MARGIN,
                    y(share),
                    WIDTH - MARGIN,
                    y(share) + 4,
                    share,
                    x(share) - 8,
                    HEIGHT - 10,
                    share));
        }
        line(page, evaluation, "precision", "#2f6f9f", Counts::precision, 0);
        line(page, evaluation, "recall", "#b5622b", Counts::recall, 1);
        line(page, evaluation, "F1", "#3c7d46", Counts::f1, 2);
        page.append("</svg>\n");
    }

    private static void line(
            StringBuilder page,
            Evaluation evaluation,
            String name,
            String colour,
            ToDoubleFunction<Counts> value,
            int number) {
        page.append("<polyline fill=\"none\" stroke-width=\"2\" stroke=\"")
                .append(colour)
                .append("\" points=\"");
        evaluation
                .curve()
                .forEach(at -> page.append(String.format(
                        Locale.ROOT, "%.1f,%.1f ", x(at.confidence()), y(value.applyAsDouble(at.counts())))));
        page.append(String.format(
                "\"/><text x=\"%d\" y=\"16\" font-size=\"13\" fill=\"%s\">%s</text>%n",
                MARGIN + 90 * number, colour, name));
    }

    private static double x(double share) {
        return MARGIN + share * (WIDTH - 2 * MARGIN);
    }

    private static double y(double share) {
        return HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN);
    }

    private static void confusion(StringBuilder page, Map<String, Map<String, Integer>> table) {
        TreeSet<String> columns = new TreeSet<>();
        table.values().forEach(row -> columns.addAll(row.keySet()));
        page.append("<table><tr><th>is \\ was called");
        columns.forEach(column -> page.append("<th>").append(escaped(column)));
        page.append("</tr>\n");
        for (String real : new TreeSet<>(table.keySet())) {
            page.append("<tr><td>").append(escaped(real));
            for (String said : columns) {
                int count = table.getOrDefault(real, Map.of()).getOrDefault(said, 0);
                page.append(real.equals(said) ? "<td class=\"right\">" : "<td>").append(count == 0 ? "" : count);
            }
            page.append("</tr>\n");
        }
        page.append("</table>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
