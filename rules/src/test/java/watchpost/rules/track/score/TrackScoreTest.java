package watchpost.rules.track.score;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import watchpost.core.geometry.Box;

/** Each figure is worked out by hand in a comment. */
class TrackScoreTest {
    private static final double EXACT = 1e-9;
    private static final Box A = new Box(0.1, 0.1, 0.1, 0.1);
    private static final Box B = new Box(0.5, 0.5, 0.1, 0.1);

    @Test
    void theTruthItselfIsPerfect() {
        List<List<Labelled>> truth = List.of(List.of(a(1), b(2)), List.of(a(1)), List.of(), List.of(a(1), b(2)));
        assertEquals(new TrackScore(1, 1, 1, 0, 0, 0), TrackScore.of(truth, truth));
    }

    @Test
    void nothingFollowedIsZero() {
        TrackScore score = TrackScore.of(List.of(List.of(a(1), b(2))), List.of(List.of()));
        assertEquals(new TrackScore(0, 0, 0, 2, 0, 0), score);
    }

    @Test
    void anIdentityThatChangesHalfWay() {
        // Four frames; called 7 twice, then 8 twice. One switch: MOTA 1 - 1/4. IDF1: the best single identity covers 2
        // boxes:
        // 2 × 2 / (4 + 4). HOTA at every overlap: all 4 matched, detection 1; each match belongs to a pair with 2 in
        // common of
        // 4 + 2 - 2 boxes, so association 1/2: root of 1/2.
        List<List<Labelled>> truth = List.of(List.of(a(1)), List.of(a(1)), List.of(a(1)), List.of(a(1)));
        List<List<Labelled>> computed = List.of(List.of(a(7)), List.of(a(7)), List.of(a(8)), List.of(a(8)));
        TrackScore score = TrackScore.of(truth, computed);
        assertEquals(0.75, score.mota(), EXACT);
        assertEquals(0.5, score.idf1(), EXACT);
        assertEquals(Math.sqrt(0.5), score.hota(), EXACT);
        assertEquals(1, score.switches());
    }

    @Test
    void twoThatAreExchanged() {
        // Three frames with both right, then one in which 8 stands at A: seven true boxes, and six computed ones. Frame
        // by
        // frame: matches (1,7) (2,8); (1,7) (2,8); (1,7); (1,8); all computed ones matched. Missed: one of 2 in frame
        // 3.
        // One switch. MOTA 1 - (1 + 0 + 1) / 7. IDF1: 1→7 is 3, 2→8 is 2: 2 × 5 / (7 + 6).
        List<List<Labelled>> truth =
                List.of(List.of(a(1), b(2)), List.of(a(1), b(2)), List.of(a(1), b(2)), List.of(a(1)));
        List<List<Labelled>> computed = List.of(List.of(a(7), b(8)), List.of(a(7), b(8)), List.of(a(7)), List.of(a(8)));
        TrackScore score = TrackScore.of(truth, computed);
        assertEquals(5 / 7.0, score.mota(), EXACT);
        assertEquals(10 / 13.0, score.idf1(), EXACT);
        assertEquals(1, score.missed());
        assertEquals(0, score.wrong());
        // HOTA: detection 6/7. Pairs: (1,7) 3 of 4 + 3 - 3 = 4; (2,8) 2 of 3 + 3 - 2 = 4; (1,8) 1 of 4 + 3 - 1 = 6.
        // Association
        // (3 × 3/4 + 2 × 2/4 + 1 × 1/6) / 6.
        double association = (3 * 0.75 + 2 * 0.5 + 1 / 6.0) / 6;
        assertEquals(Math.sqrt(6 / 7.0 * association), score.hota(), EXACT);
    }

    @Test
    void overlapDecidesPerThreshold() {
        // Moved by a quarter of the width: IOU 0.75 / 1.25 = 0.6. Right up to the overlap 0.6, twelve of nineteen
        // steps.
        Box moved = new Box(0.125, 0.1, 0.1, 0.1);
        TrackScore score = TrackScore.of(List.of(List.of(a(1))), List.of(List.of(new Labelled(4, moved))));
        assertEquals(1, score.mota(), EXACT);
        assertEquals(12 / 19.0, score.hota(), EXACT);
    }

    @Test
    void aMatchIsKeptWhileItHolds() {
        // In the second frame 9 lies exactly on the object, 7 a little beside it: 7 stays the match, 9 is wrong,
        // nothing switches.
        Box beside = new Box(0.11, 0.1, 0.1, 0.1);
        List<List<Labelled>> truth = List.of(List.of(a(1)), List.of(a(1)));
        List<List<Labelled>> computed = List.of(List.of(a(7)), List.of(new Labelled(7, beside), a(9)));
        TrackScore score = TrackScore.of(truth, computed);
        assertEquals(0, score.switches());
        assertEquals(1, score.wrong());
        assertEquals(0.5, score.mota(), EXACT);
    }

    private static Labelled a(long id) {
        return new Labelled(id, A);
    }

    private static Labelled b(long id) {
        return new Labelled(id, B);
    }
}
