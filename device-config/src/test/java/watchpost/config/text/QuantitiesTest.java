package watchpost.config.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantitiesTest {
    @ParameterizedTest
    @CsvSource({"2 s, PT2S", "2s, PT2S", "500 ms, PT0.5S", "0.1 ms, PT0.0001S", "5 min, PT5M", "1.5 h, PT1H30M"})
    void durations(String text, Duration expected) throws WrongValueException {
        assertEquals(expected, Quantities.duration(text));
    }

    @ParameterizedTest
    @CsvSource({"1 KiB, 1024", "256 MiB, 268435456", "1.5GiB, 1610612736"})
    void sizes(String text, long expected) throws WrongValueException {
        assertEquals(expected, Quantities.bytes(text));
    }

    @ParameterizedTest
    @CsvSource({"40 %, 0.4", "40%, 0.4", "0.4, 0.4", "0, 0", "1, 1", "100 %, 1"})
    void shares(String text, double expected) throws WrongValueException {
        assertEquals(expected, Quantities.share(text));
    }

    @Test
    void theRest() throws WrongValueException {
        assertEquals(12.5, Quantities.rate("12.5 fps"));
        assertEquals(-0.25, Quantities.number("-0.25"));
        assertEquals(7, Quantities.whole("7", 1, 9));
        assertEquals(LocalTime.of(22, 30), Quantities.timeOfDay("22:30"));
        assertEquals(LocalTime.MIDNIGHT, Quantities.timeOfDay("24:00"));
    }

    @Test
    void whatIsWrongIsSaidInOneSentence() {
        assertWrong("5 needs a unit, such as 5 s", "", () -> Quantities.duration("5"));
        assertWrong("5 sec has the unknown unit sec", "did you mean 5 s", () -> Quantities.duration("5 sec"));
        assertWrong("5 m has the unknown unit m", "did you mean 5 min", () -> Quantities.duration("5 m"));
        assertWrong("5 d has the unknown unit d", "use ms, s, min, h", () -> Quantities.duration("5 d"));
        assertWrong("-5 s is negative", "", () -> Quantities.duration("-5 s"));
        assertWrong("999999999 h is too long", "", () -> Quantities.duration("999999999 h"));
        assertWrong("soon is not a number with a unit", "write it such as 5 s", () -> Quantities.duration("soon"));
        assertWrong("9 MB has the unknown unit MB", "did you mean 9 MiB", () -> Quantities.bytes("9 MB"));
        assertWrong("999999999 TiB is too much", "", () -> Quantities.bytes("999999999 TiB"));
        assertWrong("40 is not within 0 to 1", "did you mean 40 %", () -> Quantities.share("40"));
        assertWrong("400 % is not within 0 to 1", "use 0 to 1", () -> Quantities.share("400 %"));
        assertWrong("0,5 is not a number", "write a dot for the comma", () -> Quantities.number("0,5"));
        assertWrong("0x10 is not a number", "", () -> Quantities.number("0x10"));
        assertWrong(
                "25:00 is not a time of day",
                "write hours and minutes, such as 22:00",
                () -> Quantities.timeOfDay("25:00"));
        assertWrong(
                "24:30 is not a time of day",
                "write hours and minutes, such as 22:00",
                () -> Quantities.timeOfDay("24:30"));
        assertWrong("0 is not within 1 to 9", "", () -> Quantities.whole("0", 1, 9));
        assertWrong("1.5 is not a whole number", "use 1 to 9", () -> Quantities.whole("1.5", 1, 9));
    }

    private static void assertWrong(String message, String suggestion, Executable reading) {
        WrongValueException e = assertThrows(WrongValueException.class, reading);
        assertEquals(message, e.text());
        assertEquals(suggestion, e.suggestion());
    }
}
