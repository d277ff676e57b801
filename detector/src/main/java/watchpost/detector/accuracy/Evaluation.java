package watchpost.detector.accuracy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a detector's answers on annotated pictures are worth.
 *
 * @param pictures how many there are
 * @param confidence where precision, recall, F1 and confusion were counted
 * @param classes annotated classes, by name
 * @param total all of them together
 * @param curve the same at other confidences, lowest first
 * @param confusion how often an object of one class (outer key) was found as another (inner key) at the confidence and IoU 0.5, whatever
 *     the class; {@link #NOTHING} as outer key for what is no object, as inner key for what was not found
 */
public record Evaluation(
        int pictures,
        double confidence,
        List<OfClass> classes,
        Counts total,
        List<AtConfidence> curve,
        Map<String, Map<String, Integer>> confusion) {
    public static final String NOTHING = "nothing";

    private static final double OVERLAP = 0.5;
    private static final int OVERLAPS = 10;
    private static final int CURVE_STEPS = 20;

    /**
     * One class.
     *
     * @param objects annotated, outside crowds
     * @param ap50 average precision at IoU 0.5
     * @param ap the mean over IoU 0.5, 0.55, … 0.95
     */
    public record OfClass(String label, long objects, Counts counts, double ap50, double ap) {}

    /** All classes together at one confidence. */
    public record AtConfidence(double confidence, Counts counts) {}

    public Evaluation {
        classes = List.copyOf(classes);
        curve = List.copyOf(curve);
        confusion = Map.copyOf(confusion);
    }

    /** The mean over the classes of average precision at IoU 0.5, 0..1. */
    public double ap50() {
        return classes.stream().mapToDouble(OfClass::ap50).average().orElse(0);
    }

    /** The mean over the classes of average precision at IoU 0.5, 0.55, … 0.95, 0..1. */
    public double ap() {
        return classes.stream().mapToDouble(OfClass::ap).average().orElse(0);
    }

    /**
     * Judges everything.
     *
     * @param pictures with detections down to a low confidence, or average precision comes out too small
     * @param confidence 0..1: where to count precision, recall and confusion
     */
    public static Evaluation of(List<JudgedPicture> pictures, double confidence) {
        TreeSet<String> labels = new TreeSet<>();
        pictures.forEach(picture ->
                picture.annotations().stream().filter(a -> !a.crowd()).forEach(a -> labels.add(a.label())));
        List<OfClass> classes = labels.stream()
                .map(label -> ofClass(label, pictures, confidence))
                .toList();
        List<AtConfidence> curve = new ArrayList<>();
        for (int step = 1; step < CURVE_STEPS; step++) {
            double at = (double) step / CURVE_STEPS;
            curve.add(new AtConfidence(at, counts(labels, pictures, at)));
        }
        return new Evaluation(
                pictures.size(),
                confidence,
                classes,
                classes.stream().map(OfClass::counts).reduce(Counts.NONE, Counts::plus),
                curve,
                confusion(pictures, confidence));
    }

    private static OfClass ofClass(String label, List<JudgedPicture> pictures, double confidence) {
        List<JudgedPicture> own = pictures.stream().map(p -> p.of(label)).toList();
        double sum = 0;
        for (int i = 0; i < OVERLAPS; i++) {
            sum += AveragePrecision.of(own, OVERLAP + i * 0.05).orElseThrow();
        }
        Counts counts = own.stream()
                .map(picture -> Counts.of(picture.from(confidence), OVERLAP))
                .reduce(Counts.NONE, Counts::plus);
        double ap50 = AveragePrecision.of(own, OVERLAP).orElseThrow();
        return new OfClass(label, counts.right() + counts.missed(), counts, ap50, sum / OVERLAPS);
    }

    private static Counts counts(Iterable<String> labels, List<JudgedPicture> pictures, double confidence) {
        Counts counts = Counts.NONE;
        for (String label : labels) {
            for (JudgedPicture picture : pictures) {
                counts = counts.plus(Counts.of(picture.of(label).from(confidence), OVERLAP));
            }
        }
        return counts;
    }

    private static Map<String, Map<String, Integer>> confusion(List<JudgedPicture> pictures, double confidence) {
        Map<String, Map<String, Integer>> table = new TreeMap<>();
        for (JudgedPicture whole : pictures) {
            JudgedPicture picture = whole.from(confidence);
            Matching matching = Matching.of(picture, OVERLAP);
            boolean[] found = new boolean[picture.annotations().size()];
            for (int i = 0; i < picture.found().size(); i++) {
                int annotation = matching.annotationOf(i);
                if (!matching.isIgnored(i)) {
                    String real = annotation == Matching.MISSED
                            ? NOTHING
                            : picture.annotations().get(annotation).label();
                    count(table, real, picture.found().get(i).label());
                }
                if (annotation != Matching.MISSED) {
                    found[annotation] = true;
                }
            }
            for (int i = 0; i < found.length; i++) {
                if (!found[i] && !picture.annotations().get(i).crowd()) {
                    count(table, picture.annotations().get(i).label(), NOTHING);
                }
            }
        }
        return table;
    }

    private static void count(Map<String, Map<String, Integer>> table, String real, String said) {
        table.computeIfAbsent(real, any -> new TreeMap<>()).merge(said, 1, Integer::sum);
    }
}
