package watchpost.detector.accuracy;

import java.util.Arrays;
import java.util.List;
import watchpost.core.geometry.Box;
import watchpost.core.vision.Detection;

/**
 * Which detection of a picture is which annotation: each detection in turn, most confident first, takes the free annotation that it
 * overlaps best, if by at least {@code overlap}. One that finds none falls to a crowd region, if it lies in one; there the overlap is
 * counted by the detection's own area, and a region takes any number. This is the procedure of the COCO evaluation.
 */
final class Matching {
    static final int MISSED = -1;

    private final int[] annotationOf;
    private final List<Annotation> annotations;

    private Matching(int[] annotationOf, List<Annotation> annotations) {
        this.annotationOf = annotationOf;
        this.annotations = annotations;
    }

    /** Classes are not looked at: the picture has one, or all may be confused. */
    static Matching of(JudgedPicture picture, double overlap) {
        List<Annotation> annotations = picture.annotations();
        boolean[] taken = new boolean[annotations.size()];
        int[] annotationOf = new int[picture.found().size()];
        Arrays.fill(annotationOf, MISSED);
        for (int i = 0; i < annotationOf.length; i++) {
            Detection one = picture.found().get(i);
            int best = best(one, annotations, taken, false, overlap);
            best = best == MISSED ? best(one, annotations, taken, true, overlap) : best;
            annotationOf[i] = best;
            if (best != MISSED) {
                taken[best] = !annotations.get(best).crowd();
            }
        }
        return new Matching(annotationOf, annotations);
    }

    /** The annotation of detection {@code i}, or {@link #MISSED}. */
    int annotationOf(int i) {
        return annotationOf[i];
    }

    /** True if detection {@code i} found an object. */
    boolean isRight(int i) {
        return annotationOf[i] != MISSED && !annotations.get(annotationOf[i]).crowd();
    }

    /** True if detection {@code i} does not count, because it lies in a crowd. */
    boolean isIgnored(int i) {
        return annotationOf[i] != MISSED && annotations.get(annotationOf[i]).crowd();
    }

    private static int best(
            Detection one, List<Annotation> annotations, boolean[] taken, boolean crowd, double overlap) {
        int best = MISSED;
        double most = overlap;
        for (int i = 0; i < annotations.size(); i++) {
            Annotation annotation = annotations.get(i);
            if (annotation.crowd() == crowd && !taken[i]) {
                double common = overlap(one.box(), annotation);
                if (common >= most) {
                    most = common;
                    best = i;
                }
            }
        }
        return best;
    }

    private static double overlap(Box found, Annotation annotation) {
        if (!annotation.crowd()) {
            return found.iou(annotation.box());
        }
        return found.area() > 0 ? found.intersection(annotation.box()) / found.area() : 0;
    }
}
