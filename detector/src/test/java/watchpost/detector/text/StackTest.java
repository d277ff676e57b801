package watchpost.detector.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import watchpost.detector.second.Label;

/** Lines below each other, without a model. */
final class StackTest {
    private static final Predicate<String> PLATE =
            Pattern.compile("(?=.*[0-9])[A-Z0-9]{4,10}").asMatchPredicate();
    private static final double REPORT = 0.6;
    private static final Line UPPER = new Line(100, 50, 0, 40, 20);
    private static final Line LOWER = new Line(100, 75, 0, 70, 20);

    @Test
    void theUpperLineComesFirstWhicheverIsFoundFirst() {
        assertEquals(Optional.of("KA4BC71"), said(List.of(UPPER, LOWER), "KA4", 0.9, "BC71", 0.9));
        assertEquals(Optional.of("KA4BC71"), said(List.of(LOWER, UPPER), "BC71", 0.9, "KA4", 0.9));
    }

    @Test
    void upAndDownAreThoseOfTheTurnedPlate() {
        for (double degrees = -40; degrees <= 40; degrees += 5) {
            Line upper = turned(UPPER, degrees);
            Line lower = turned(LOWER, degrees);
            assertTrue(upper.isAbove(lower), "turned by " + degrees);
            assertFalse(lower.isAbove(upper), "turned by " + degrees);
        }
    }

    @Test
    void confidenceIsThatOfTheCharactersInTheMean() {
        Label label = new Stack(List.of(UPPER, LOWER), List.of(new Label("KA4", 0.7), new Label("BC7", 0.9)), REPORT)
                .surest(PLATE)
                .orElseThrow();
        assertEquals(0.8, label.confidence(), 1e-9);
    }

    @Test
    void halfAPlateIsNotTold() {
        assertEquals(Optional.empty(), said(List.of(UPPER, LOWER), "KA", 0.4, "BC711", 0.99));
    }

    @Test
    void twoLinesThatTogetherAreNoPlateStandForThemselves() {
        assertEquals(Optional.of("KA4711"), said(List.of(UPPER, LOWER), "MUSEUM", 0.9, "KA4711", 0.9));
    }

    @Test
    void linesThatAreNotOfOnePlateStayApart() {
        assertFalse(UPPER.isAbove(new Line(100, 100, 0, 70, 20)), "too far below");
        assertFalse(UPPER.isAbove(new Line(180, 75, 0, 70, 20)), "beside");
        assertFalse(UPPER.isAbove(new Line(100, 70, 0, 70, 10)), "small letters, as of a dealer");
        assertFalse(UPPER.isAbove(new Line(100, 75, 0, 120, 20)), "so long that it is a plate of one line");
        assertFalse(UPPER.isAbove(new Line(100, 75, 0.5, 70, 20)), "turned otherwise");
    }

    private static Optional<String> said(
            List<Line> lines, String first, double firstSure, String second, double secondSure) {
        return new Stack(lines, List.of(new Label(first, firstSure), new Label(second, secondSure)), REPORT)
                .surest(PLATE)
                .map(Label::text);
    }

    private static Line turned(Line line, double degrees) {
        double angle = Math.toRadians(degrees);
        double x = line.x() * Math.cos(angle) - line.y() * Math.sin(angle);
        double y = line.x() * Math.sin(angle) + line.y() * Math.cos(angle);
        return new Line(x, y, angle, line.length(), line.height());
    }
}
