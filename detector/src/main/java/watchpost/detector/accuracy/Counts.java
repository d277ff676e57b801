package watchpost.detector.accuracy;

/**
 * How often the detector was right.
 *
 * @param right objects that were found
 * @param wrong detections that are no object of their class
 * @param missed objects that were not found
 */
public record Counts(long right, long wrong, long missed) {
    static final Counts NONE = new Counts(0, 0, 0);

    Counts plus(Counts other) {
        return new Counts(right + other.right, wrong + other.wrong, missed + other.missed);
    }

    /** Share of the detections that are right; 0 where nothing was found. */
    public double precision() {
        return share(right, right + wrong);
    }

    /** Share of the objects that were found; 0 where there are none. */
    public double recall() {
        return share(right, right + missed);
    }

    /** Harmonic mean of the two. */
    public double f1() {
        return share(2 * right, 2 * right + wrong + missed);
    }

    /** Of one class in one picture. */
    static Counts of(JudgedPicture ofOneClass, double overlap) {
        Matching matching = Matching.of(ofOneClass, overlap);
        long right = 0;
        long wrong = 0;
        for (int i = 0; i < ofOneClass.found().size(); i++) {
            right += matching.isRight(i) ? 1 : 0;
            wrong += matching.isRight(i) || matching.isIgnored(i) ? 0 : 1;
        }
        long objects = ofOneClass.annotations().stream().filter(a -> !a.crowd()).count();
        return new Counts(right, wrong, objects - right);
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
