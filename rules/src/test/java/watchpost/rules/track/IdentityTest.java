package watchpost.rules.track;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import watchpost.core.geometry.Size;
import watchpost.core.vision.Detection;
import watchpost.core.vision.Track;
import watchpost.rules.track.score.Labelled;
import watchpost.rules.track.score.TrackScore;
import watchpost.testkit.Peers;
import watchpost.testkit.tracking.PlainSort;

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
                bySort.add(sort.step(seen.get(frame)).entrySet().stream()
                        .map(one -> new Labelled(one.getKey(), one.getValue()))
                        .toList());
            }
            ours += TrackScore.of(truth.frames(), byUs).idf1() / SEEDS;
            plain += TrackScore.of(truth.frames(), bySort).idf1() / SEEDS;
        }
        assertTrue(ours > plain + 0.05, "IDF1 " + ours + ", by plain SORT " + plain);
    }

    private static List<Labelled> labelled(List<Track> tracks) {
        return tracks.stream()
                .filter(Track::observed)
                .map(track -> new Labelled(track.id(), track.box()))
                .toList();
    }
}
