package watchpost.detector.family;

/** The class scores of one place. */
final class Scores {
    private Scores() {}

    /** Index of the largest score; of equal ones the first. */
    static int best(float[] scores) {
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            if (scores[i] > scores[best]) {
                best = i;
            }
        }
        return best;
    }
}
