package watchpost.detector.accuracy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Average precision of one class over all pictures, as the COCO evaluation computes it: the mean, over the recalls 0, 0.01, … 1, of the
 * best precision at that recall or a higher one (Lin et al., "Microsoft COCO", and its published evaluation procedure).
 */
final class AveragePrecision {
    private static final int RECALLS = 101;

    /** One detection of the class, anywhere. */
    private record Ranked(double confidence, boolean right) {}

    private AveragePrecision() {}

    /** Empty if no picture has an object of the class outside crowds. */
    static OptionalDouble of(List<JudgedPicture> ofOneClass, double overlap) {
        List<Ranked> ranked = new ArrayList<>();
        long objects = 0;
        for (JudgedPicture picture : ofOneClass) {
            objects += picture.annotations().stream().filter(a -> !a.crowd()).count();
            Matching matching = Matching.of(picture, overlap);
            for (int i = 0; i < picture.found().size(); i++) {
                if (!matching.isIgnored(i)) {
                    ranked.add(new Ranked(picture.found().get(i).confidence(), matching.isRight(i)));
                }
            }
        }
        if (objects == 0) {
            return OptionalDouble.empty();
        }
        ranked.sort(Comparator.comparingDouble(Ranked::confidence).reversed());
        return OptionalDouble.of(area(ranked, objects));
    }

    private static double area(List<Ranked> ranked, long objects) {
        double[] precision = new double[ranked.size()];
        double[] recall = new double[ranked.size()];
        int right = 0;
        for (int i = 0; i < ranked.size(); i++) {
            right += ranked.get(i).right() ? 1 : 0;
            precision[i] = (double) right / (i + 1);
            recall[i] = (double) right / objects;
        }
        for (int i = precision.length - 2; i >= 0; i--) {
            precision[i] = Math.max(precision[i], precision[i + 1]);
        }
        double sum = 0;
        int at = 0;
        for (int step = 0; step < RECALLS; step++) {
            while (at < recall.length && recall[at] < step / (RECALLS - 1.0)) {
                at++;
            }
            sum += at < recall.length ? precision[at] : 0;
        }
        return sum / RECALLS;
    }
}
