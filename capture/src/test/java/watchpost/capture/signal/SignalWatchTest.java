package watchpost.capture.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import watchpost.core.rule.Signal.State;

/** A letter for each picture, ten a second: Red, Amber, Green, or {@code ?} where nobody can tell. */
class SignalWatchTest {
    @Test
    void redIsBelievedAfterAMomentAndTheOthersAtOnce() {
        assertEquals(List.of("0.0 GREEN", "0.3 AMBER", "0.8 RED", "1.0 GREEN"), changes("GGGAARRRRRGG"));
    }

    @Test
    void aSingleWrongReadingAccusesNobody() {
        assertEquals(List.of("0.0 GREEN"), changes("GGGRRGGGRGGGRRG"));
    }

    @Test
    void aLampThatFlickersWithTheShutterStaysWhatItWas() {
        assertEquals(List.of("0.3 RED"), changes("RRRR?R??RRR????RRR"));
    }

    @Test
    void aLampThatIsHiddenForLongIsUnknown() {
        assertEquals(List.of("0.0 GREEN", "0.7 UNKNOWN", "1.0 GREEN"), changes("GG????????GG"));
    }

    @Test
    void redIsGivenUpWhenAnotherColourIsSeen() {
        assertEquals(List.of("0.3 RED", "0.5 GREEN", "0.9 RED"), changes("RRRRRGRRRRR"));
    }

    @Test
    void inRarePicturesRedIsBelievedInTheSecondOne() {
        SignalWatch watch = new SignalWatch();
        assertEquals(true, watch.look(State.RED, Duration.ofSeconds(1)).isEmpty());
        assertEquals(State.RED, watch.look(State.RED, Duration.ofSeconds(2)).orElseThrow());
    }

    private static List<String> changes(String readings) {
        SignalWatch watch = new SignalWatch();
        List<String> changes = new ArrayList<>();
        for (int i = 0; i < readings.length(); i++) {
            Duration at = Duration.ofMillis(100L * i);
            State reading =
                    switch (readings.charAt(i)) {
                        case 'R' -> State.RED;
                        case 'A' -> State.AMBER;
                        case 'G' -> State.GREEN;
                        default -> State.UNKNOWN;
                    };
            watch.look(reading, at).ifPresent(state -> changes.add(at.toMillis() / 1000.0 + " " + state));
        }
        return changes;
    }
}
