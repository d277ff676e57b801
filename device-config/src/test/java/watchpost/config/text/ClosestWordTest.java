package watchpost.config.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClosestWordTest {
    private static final List<String> KEYS =
            List.of("url", "username", "password-file", "transport", "analyse", "zones", "lines", "lanes", "rules");

    @ParameterizedTest
    @CsvSource({
        "ulr, url",
        "trasnport, transport",
        "Transport, transport",
        "analyze, analyse",
        "zone, zones",
        "lnies, lines",
        "password, password-file",
        "user-name, username"
    })
    void findsWhatWasMeant(String written, String meant) {
        assertEquals(Optional.of(meant), ClosestWord.closest(written, KEYS));
    }

    @Test
    void staysSilentWhereNothingIsNear() {
        assertEquals("", ClosestWord.didYouMean("colour", KEYS));
        assertEquals("", ClosestWord.didYouMean("x", KEYS));
        assertEquals("", ClosestWord.didYouMean("url", List.of()));
    }

    @Test
    void countsSwapsOfNeighboursOnce() {
        assertEquals(1, ClosestWord.editDistance("ulr", "url"));
        assertEquals(3, ClosestWord.editDistance("kitten", "sitting"));
        assertEquals(4, ClosestWord.editDistance("", "gate"));
    }
}
