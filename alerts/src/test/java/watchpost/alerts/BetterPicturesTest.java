package watchpost.alerts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import watchpost.core.event.RuleEvent;

/** Which of many better pictures are told of, and when; stepped with a held clock. */
class BetterPicturesTest {
    private static final String ID = "an incident";

    private final BetterPictures pictures = new BetterPictures();
    private final List<BetterPictures.Better> told = new ArrayList<>();

    private void opened() {
        pictures.opened(ID, Events.intrusion(RuleEvent.Phase.OPENED, 1, 0));
    }

    private void drawn(double seconds) {
        BetterShot shot = shot(seconds);
        if (pictures.event(shot).isPresent()) {
            pictures.drawn(shot, new byte[] {(byte) seconds}, now(seconds));
        }
    }

    private static BetterShot shot(double seconds) {
        return new BetterShot(ID, Events.at(seconds), Events.person(1));
    }

    private static Duration now(double seconds) {
        return Duration.ofMillis(Math.round(1000 * seconds));
    }

    private void until(double seconds) {
        told.addAll(pictures.advance(now(seconds)));
    }

    @Test
    void theBestIsToldWhenNoBetterOneComes() {
        opened();
        drawn(1);
        until(2.9);
        drawn(3);
        until(4.9);
        assertEquals(List.of(), told);
        until(5);
        assertEquals(1, told.size());
        assertArrayEquals(new byte[] {3}, told.get(0).jpeg());
        assertEquals(
                "{number=1, taken_at=2026-11-21T02:49:42.123Z, box=[0.1235, 0.5, 0.1, 0.25]}",
                told.get(0).words().entries().toString());
        until(60);
        assertEquals(1, told.size(), "once");
    }

    @Test
    void whoComesNearerAndNearerIsToldOfOnTheWayAndOnceHeIsThere() {
        opened();
        for (int second = 1; second <= 90; second++) {
            drawn(second);
            until(second);
        }
        assertEquals(BetterPictures.MOST - 1, told.size(), "the last waits for the best");
        until(92);
        assertEquals(BetterPictures.MOST, told.size());
        assertArrayEquals(new byte[] {90}, told.get(told.size() - 1).jpeg());
        assertTrue(pictures.event(shot(93)).isEmpty(), "it has had its share");
        drawn(93);
        until(120);
        assertEquals(BetterPictures.MOST, told.size());
    }

    @Test
    void nothingIsToldOfWhatIsOverOrIsNoObjects() {
        assertTrue(pictures.event(shot(1)).isEmpty());
        pictures.opened(ID, Events.tooMany(RuleEvent.Phase.OPENED, 0));
        assertTrue(pictures.event(shot(1)).isEmpty());
        opened();
        RuleEvent moved = pictures.event(shot(1)).orElseThrow();
        assertEquals(Events.at(1), moved.at());
        drawn(1);
        pictures.closed(ID);
        until(60);
        assertEquals(List.of(), told);
    }
}
