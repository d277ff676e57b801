package watchpost.capture.demand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cameras of ten pictures a second, a key frame each second, before a detector that takes so many a second, in turns. */
class LoadGovernorTest {
    private static final long PICTURE = 100_000_000L;

    private static final class Lane {
        private final LoadGovernor governor = new LoadGovernor();
        private boolean waiting;
        private int handedOn;
        private int decoded;
        private int fetched;

        private void picture(long position, boolean key) {
            if (governor.keyFramesOnly() && !key) {
                return;
            }
            decoded++;
            if (governor.accepts(position)) {
                handedOn++;
                governor.handedOn(position, !waiting);
                waiting = true;
            }
        }
    }

    private final List<Lane> lanes = new ArrayList<>();
    private int number;

    private void run(int cameras, double detectorPerSecond, int seconds) {
        while (lanes.size() < cameras) {
            lanes.add(new Lane());
        }
        lanes.forEach(lane -> lane.decoded = lane.handedOn = lane.fetched = 0);
        double credit = 0;
        int turn = 0;
        for (int i = 0; i < 10 * seconds; i++, number++) {
            for (int c = 0; c < cameras; c++) {
                lanes.get(c).picture(number * PICTURE, (number + c) % 10 == 0);
            }
            credit = Math.min(Math.max(2, detectorPerSecond / 10), credit + detectorPerSecond / 10);
            for (int tried = 0; tried < cameras && credit >= 1; tried++) {
                Lane lane = lanes.get(turn++ % cameras);
                if (lane.waiting) {
                    lane.waiting = false;
                    lane.fetched++;
                    credit--;
                }
            }
        }
    }

    @Test
    void nothingIsHeldBackWhileThereIsTime() {
        run(1, 20, 60);
        assertEquals(600, lanes.get(0).handedOn);
    }

    @Test
    void aSingleLateFrameChangesNothing() {
        run(1, 20, 10);
        lanes.get(0).waiting = true;
        run(1, 20, 10);
        assertEquals(100, lanes.get(0).handedOn);
    }

    /** Not every second picture: four of five are fetched, so four of five are made. */
    @Test
    void whereALittleIsTooMuchALittleIsLeftOut() {
        run(1, 8, 60);
        run(1, 8, 60);
        assertTrue(lanes.get(0).fetched > 0.95 * 8 * 60, "fetched " + lanes.get(0).fetched);
    }

    @Test
    void littleIsMadeThatNobodyFetches() {
        run(4, 20, 60);
        run(4, 20, 60);
        int made = lanes.stream().mapToInt(lane -> lane.handedOn).sum();
        int fetched = lanes.stream().mapToInt(lane -> lane.fetched).sum();
        assertTrue(fetched > 0.9 * 20 * 60, "fetched " + fetched);
        assertTrue(made < 1.35 * fetched, made + " made for " + fetched);
        lanes.forEach(lane -> assertFalse(lane.governor.keyFramesOnly(), "five a second are worth decoding for"));
        lanes.forEach(lane -> assertTrue(lane.fetched > 0.6 * 5 * 60, "a fair share: " + lane.fetched));
    }

    @Test
    void whereLessThanOneASecondIsFetchedMostPicturesAreNotDecoded() {
        run(16, 8, 60);
        run(16, 8, 120);
        int decoded = lanes.stream().mapToInt(lane -> lane.decoded).sum();
        int fetched = lanes.stream().mapToInt(lane -> lane.fetched).sum();
        assertTrue(decoded < 0.5 * 16 * 10 * 120, "decoded " + decoded);
        assertTrue(fetched > 0.85 * 8 * 120, "fetched " + fetched);
        lanes.forEach(lane -> assertTrue(lane.fetched > 0.4 * 60, "a fair share: " + lane.fetched));
        run(16, 400, 60);
        run(16, 400, 10);
        assertEquals(1_600, lanes.stream().mapToInt(lane -> lane.handedOn).sum(), "there is time again");
    }
}
