package watchpost.rules.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import watchpost.core.geometry.Box;
import watchpost.core.geometry.Size;
import watchpost.core.vision.Detection;
import watchpost.core.vision.Track;
import watchpost.testkit.Peers;

/** Identities on real movement: true boxes of MOTChallenge clips, thinned, trembling and mixed with false ones from a seed. */
class IdentityTest {
    private static final int SEEDS = 5;

    @ParameterizedTest
    @CsvSource({
        "TUD-Stadtmitte, 1, 0.3, 0.02, 0.3",
        "TUD-Stadtmitte, 1, 0.3, 0.04, 1.0",
        "TUD-Stadtmitte, 1, 0.5, 0.02, 0.3",
        "TUD-Stadtmitte, 2, 0.3, 0.02, 0.3",
        "TUD-Stadtmitte, 5, 0.3, 0.02, 0.3",
        "TUD-Stadtmitte, 5, 0.3, 0.04, 1.0",
        "TUD-Stadtmitte, 8, 0.3, 0.02, 0.3",
        "TUD-Stadtmitte, 12, 0, 0, 0",
        "TUD-Campus, 1, 0.3, 0.02, 0.3",
        "TUD-Campus, 1, 0.3, 0.04, 1.0",
        "TUD-Campus, 2, 0.3, 0.02, 0.3",
        "TUD-Campus, 5, 0.3, 0.02, 0.3",
        "TUD-Campus, 8, 0, 0, 0"
    })
    void identitiesAreKeptBetterThanByPlainSort(String clip, int step, double missed, double tremble, double falseBoxes)
            throws IOException {
        Truth truth = Truth.read(Peers.footage("ground-truth/" + clip + ".gt.txt"), new Size(640, 480), 25)
                .every(step);
        double ours = 0;
        double plain = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            List<List<Detection>> seen = truth.seenBy(new SplittableRandom(seed), missed, tremble, falseBoxes);
            Tracker tracker = new Tracker(TrackerSettings.DEFAULT);
            PlainSort sort = new PlainSort();
            List<List<Labelled>> byUs = new ArrayList<>();
            List<List<Labelled>> bySort = new ArrayList<>();
            for (int frame = 0; frame < seen.size(); frame++) {
                byUs.add(labelled(tracker.step(truth.detections(frame, seen.get(frame)))));
                bySort.add(sort.step(seen.get(frame)));
            }
            ours += Idf1.of(truth.frames(), byUs) / SEEDS;
            plain += Idf1.of(truth.frames(), bySort) / SEEDS;
        }
        assertTrue(ours > plain + 0.05, "IDF1 " + ours + ", by plain SORT " + plain);
    }

    @Test
    void theScoreIsTheOneComputedByHand() {
        Labelled a = new Labelled(1, new Box(0.1, 0.1, 0.1, 0.1));
        Labelled b = new Labelled(2, new Box(0.5, 0.5, 0.1, 0.1));
        List<List<Labelled>> truth = List.of(List.of(a, b), List.of(a, b), List.of(a, b), List.of(a));
        // the first is called 7 three times and 8 once, the second 8 twice and once not seen
        List<List<Labelled>> computed = List.of(
                List.of(new Labelled(7, a.box()), new Labelled(8, b.box())),
                List.of(new Labelled(7, a.box()), new Labelled(8, b.box())),
                List.of(new Labelled(7, a.box())),
                List.of(new Labelled(8, a.box())));
        assertEquals(2.0 * 5 / (7 + 6), Idf1.of(truth, computed), 1e-12);
        assertEquals(1, Idf1.of(truth, truth), 1e-12);
    }

    private static List<Labelled> labelled(List<Track> tracks) {
        return tracks.stream()
                .filter(Track::observed)
                .map(track -> new Labelled(track.id(), track.box()))
                .toList();
    }
}
