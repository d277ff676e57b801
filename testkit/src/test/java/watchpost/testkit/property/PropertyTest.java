package watchpost.testkit.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PropertyTest {
    /** A planted bug: two sevens with anything between them are too much. */
    private static void check(List<Integer> list) {
        assertFalse(list.indexOf(7) != list.lastIndexOf(7), "two sevens");
    }

    private static Property<List<Integer>> sevens() {
        return Property.<Integer>ofLists("nobody rolls two sevens", random -> random.nextInt(20), 60);
    }

    @Test
    void findsAndShrinksAPlantedBug() {
        AssertionError e = assertThrows(AssertionError.class, () -> sevens().holds(PropertyTest::check));
        assertTrue(e.getMessage().endsWith("[7, 7]"), e.getMessage());
        assertTrue(
                e.getMessage().startsWith("It is not true that nobody rolls two sevens: two sevens"), e.getMessage());
    }

    @Test
    void theSeedThatIsShownFailsAtOnce() {
        AssertionError e = assertThrows(AssertionError.class, () -> sevens().holds(PropertyTest::check));
        Matcher seed = Pattern.compile("-Dwatchpost.seed=(-?\\d+)").matcher(e.getMessage());
        assertTrue(seed.find(), e.getMessage());
        AssertionError again = assertThrows(
                AssertionError.class,
                () -> sevens().cases(1).seed(Long.parseLong(seed.group(1))).holds(PropertyTest::check));
        assertTrue(again.getMessage().contains("case 1 of 1"), again.getMessage());
    }

    @Test
    void runsTheSameCasesEachTimeAndAsManyAsAsked() {
        List<List<Integer>> first = new ArrayList<>();
        List<List<Integer>> second = new ArrayList<>();
        sevens().cases(30).holds(first::add);
        sevens().cases(30).holds(second::add);
        assertEquals(30, first.size());
        assertEquals(first, second);
        assertTrue(first.stream().distinct().count() > 20, "they differ among themselves");
    }

    @Test
    void shrinksElementsByTheirOwnShrinker() {
        Shrinker<Integer> halves = n -> n == 0 ? Stream.empty() : Stream.of(n / 2, n - 1);
        AssertionError e = assertThrows(AssertionError.class, () -> Property.<Integer>ofLists(
                        "sums are small", random -> random.nextInt(1000), 20)
                .shrinkBy(Shrinker.lists(halves))
                .holds(list -> assertTrue(list.stream().mapToInt(i -> i).sum() < 100)));
        assertTrue(e.getMessage().endsWith("[100]"), e.getMessage());
    }
}
