package watchpost.detector.family;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import watchpost.detector.model.Model;
import watchpost.detector.model.ModelCard;

/** With the built-in card: overlap 0.6 within a class, 0.7 among car, bus and truck, at most 100 boxes. */
final class SuppressionTest {
    private final ModelCard card = Model.builtIn().card();
    private final int person = card.classes().indexOf("person");
    private final int car = card.classes().indexOf("car");
    private final int truck = card.classes().indexOf("truck");
    private final Candidates found = new Candidates(0.1);
    private final Suppression suppression = new Suppression(card, card.rivals());

    @Test
    void theMostConfidentOfOneClassStays() {
        add(0, 0.5f, person);
        add(20, 0.9f, person); // shares 80 of 120 columns with both neighbours: 0.67
        add(40, 0.6f, person);
        assertKept(1);
    }

    @Test
    void whatOverlapsLessStays() {
        add(0, 0.5f, person);
        add(26, 0.9f, person); // 74 of 126: 0.587
        assertKept(1, 0);
    }

    @Test
    void anotherClassDoesNotMatterUnlessItIsARival() {
        add(0, 0.5f, person);
        add(0, 0.6f, car);
        add(2, 0.55f, truck); // 98 of 102
        add(19, 0.54f, truck); // 81 of 119: 0.68 with the car
        assertKept(1, 3, 0);
    }

    @Test
    void equalsKeepTheirOrder() {
        for (int i = 0; i < 5; i++) {
            add(i * 200, 0.5f, person);
        }
        assertKept(0, 1, 2, 3, 4);
    }

    @Test
    void atMostAsManyAsTheCardSays() {
        for (int i = 0; i < 1000; i++) {
            add(i * 100, 0.2f + i % 7 * 0.1f, person);
        }
        int[] kept = suppression.keep(found);
        assertEquals(100, kept.length);
        assertEquals(6, kept[0]);
        assertEquals(13, kept[1]);
    }

    @Test
    void weakFlatAndMeaninglessBoxesAreNoCandidates() {
        add(0, 0.09f, person);
        add(0, Float.NaN, person);
        found.add(5, 5, 5, 9, 0.5f, person);
        found.add(Float.NaN, 5, 9, 9, 0.5f, person);
        assertEquals(0, found.count());
    }

    private void add(float left, float score, int label) {
        found.add(left, 0, left + 100, 100, score, label);
    }

    private void assertKept(int... expected) {
        assertArrayEquals(expected, suppression.keep(found));
    }
}
