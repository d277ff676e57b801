package watchpost.detector.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import watchpost.core.geometry.Box;
import watchpost.core.vision.Detection;

/** Each figure is worked out by hand in a comment. A picture is 1 × 1; objects stand in cells of 0.1. */
final class EvaluationTest {
    private static final double EXACT = 1e-9;

    @Test
    void everythingFoundExactlyIsOne() {
        Evaluation evaluation = Evaluation.of(
                List.of(new JudgedPicture(List.of(person(0), person(3)), List.of(found(0, 0.9), found(3, 0.5)))), 0.4);
        assertEquals(1, evaluation.ap(), EXACT);
        assertEquals(1, evaluation.ap50(), EXACT);
        assertEquals(new Counts(2, 0, 0), evaluation.total());
    }

    @Test
    void nothingFoundIsZero() {
        Evaluation evaluation = Evaluation.of(List.of(new JudgedPicture(List.of(person(0)), List.of())), 0.4);
        assertEquals(0, evaluation.ap(), EXACT);
        assertEquals(new Counts(0, 0, 1), evaluation.total());
        assertEquals(0, evaluation.total().precision(), EXACT);
    }

    @Test
    void precisionIsTheBestAtThatRecallOrAbove() {
        // Four objects. Ranked: right, wrong, right, right, wrong. Precision 1, 1/2, 2/3, 3/4, 3/5; made non-increasing
        // from the right
        // 1, 3/4, 3/4, 3/4, 3/5; recall 1/4, 1/4, 1/2, 3/4, 3/4. Recalls 0..0.25 are 26 steps at 1, 0.26..0.75 are 50
        // at 3/4, the
        // other 25 at 0: (26 + 37.5) / 101.
        Evaluation evaluation = Evaluation.of(
                List.of(
                        new JudgedPicture(
                                List.of(person(0), person(2)), List.of(found(0, 0.9), found(8, 0.8), found(2, 0.7))),
                        new JudgedPicture(List.of(person(4), person(6)), List.of(found(4, 0.6), found(9, 0.5)))),
                0.65);
        assertEquals(63.5 / 101, evaluation.ap50(), EXACT);
        // At 0.65: two right, one wrong, two missed.
        assertEquals(new Counts(2, 1, 2), evaluation.total());
        assertEquals(2 / 3.0, evaluation.total().precision(), EXACT);
        assertEquals(0.5, evaluation.total().recall(), EXACT);
        assertEquals(4 / 7.0, evaluation.total().f1(), EXACT);
        Evaluation.AtConfidence low = evaluation.curve().get(0);
        assertEquals(0.05, low.confidence(), EXACT);
        assertEquals(new Counts(3, 2, 1), low.counts());
    }

    @Test
    void overlapDecidesAtEachThreshold() {
        // Moved by a quarter of its width: IoU 0.75 / 1.25 = 0.6. Right at 0.5, 0.55 and 0.6, wrong at the seven above.
        Detection moved = new Detection("person", 0.9, new Box(0.025, 0, 0.1, 0.1));
        Evaluation evaluation = Evaluation.of(List.of(new JudgedPicture(List.of(person(0)), List.of(moved))), 0.4);
        assertEquals(1, evaluation.ap50(), EXACT);
        assertEquals(0.3, evaluation.ap(), EXACT);
    }

    @Test
    void aSecondDetectionOfTheSameObjectIsWrong() {
        // Ranked: right, wrong; both recalls 1: precision 1 up to recall 1.
        Evaluation evaluation = Evaluation.of(
                List.of(new JudgedPicture(List.of(person(0)), List.of(found(0, 0.9), found(0, 0.8)))), 0.4);
        assertEquals(1, evaluation.ap50(), EXACT);
        assertEquals(new Counts(1, 1, 0), evaluation.total());
    }

    @Test
    void whatLiesInACrowdDoesNotCount() {
        Annotation crowd = new Annotation("person", new Box(0.5, 0, 0.5, 0.1), true);
        // Two detections wholly inside the crowd: as its overlap counts by their own area, both are left out.
        Evaluation evaluation = Evaluation.of(
                List.of(new JudgedPicture(
                        List.of(crowd, person(0)), List.of(found(6, 0.95), found(0, 0.9), found(8, 0.8)))),
                0.4);
        assertEquals(1, evaluation.ap(), EXACT);
        assertEquals(new Counts(1, 0, 0), evaluation.total());
        assertEquals(1, evaluation.classes().get(0).objects());
    }

    @Test
    void classesCountAlikeAndAreConfused() {
        // The car is taken for a truck: car AP 0, person AP 1, mean 0.5. A truck is not annotated and has no AP.
        Annotation car = new Annotation("car", cell(5), false);
        Detection truck = new Detection("truck", 0.8, cell(5));
        Evaluation evaluation = Evaluation.of(
                List.of(new JudgedPicture(
                        List.of(person(0), car, person(7)), List.of(found(0, 0.9), truck, found(3, 0.6)))),
                0.4);
        // Person: two objects, ranked right, wrong: 51 of 101 steps at 1.
        assertEquals(51 / 101.0 / 2, evaluation.ap50(), EXACT);
        assertEquals(
                Map.of(
                        "person",
                        Map.of("person", 1, Evaluation.NOTHING, 1),
                        "car",
                        Map.of("truck", 1),
                        Evaluation.NOTHING,
                        Map.of("person", 1)),
                evaluation.confusion());
    }

    private static Annotation person(int cell) {
        return new Annotation("person", cell(cell), false);
    }

    private static Detection found(int cell, double confidence) {
        return new Detection("person", confidence, cell(cell));
    }

    private static Box cell(int number) {
        return new Box(number / 10.0, 0, 0.1, 0.1);
    }
}
