package watchpost.detector.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import watchpost.detector.second.Label;

/** What the lines of one picture say: a plate of two lines is told from top to bottom, and never one line of it alone. */
final class Stack {
    private final List<Line> lines;
    private final List<Label> texts;
    private final double report;

    /**
     * @param texts what each line says
     * @param report lowest confidence of a line that is told
     */
    Stack(List<Line> lines, List<Label> texts, double report) {
        this.lines = lines;
        this.texts = texts;
        this.report = report;
    }

    /** The surest text that looks right: of two lines if there is one, else of one line. */
    Optional<Label> surest(Predicate<String> looksRight) {
        List<Label> joined = new ArrayList<>();
        boolean[] half = new boolean[lines.size()];
        for (int upper = 0; upper < lines.size(); upper++) {
            for (int lower = 0; lower < lines.size(); lower++) {
                if (upper != lower && lines.get(upper).isAbove(lines.get(lower))) {
                    Label both = joined(texts.get(upper), texts.get(lower));
                    boolean sure = isSure(upper) && isSure(lower);
                    if (sure && looksRight.test(both.text())) {
                        joined.add(both);
                    }
                    half[upper] |= !sure;
                    half[lower] |= !sure;
                }
            }
        }
        if (!joined.isEmpty()) {
            return joined.stream().max(Comparator.comparingDouble(Label::confidence));
        }
        return IntStream.range(0, lines.size())
                .filter(line -> !half[line] && isSure(line))
                .mapToObj(texts::get)
                .filter(text -> looksRight.test(text.text()))
                .max(Comparator.comparingDouble(Label::confidence));
    }

    private boolean isSure(int line) {
        return texts.get(line).confidence() >= report;
    }

    /** As sure as their characters are in the mean. */
    private static Label joined(Label upper, Label lower) {
        String text = upper.text() + lower.text();
        double sum = upper.confidence() * upper.text().length()
                + lower.confidence() * lower.text().length();
        return new Label(text, text.isEmpty() ? 0 : sum / text.length());
    }
}
