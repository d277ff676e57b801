package watchpost.rules.track;

import java.util.ArrayList;
import java.util.List;
import watchpost.core.geometry.Box;
import watchpost.core.time.Moment;
import watchpost.core.vision.Detection;

/** Pairs tracks with detections by overlap or by distance, tells the tracks of their detections and returns those left over. */
final class Pairing {
    /** A detection of another class must overlap this much: the same thing, named differently. */
    private static final double OTHER_CLASS_IOU = 0.6;
    /** Squared distance in standard deviations within which 95 % of true pairs lie (chi-square, two degrees of freedom). */
    private static final double DISTANCE_LIMIT = 5.99;
    /** What counts as one standard deviation of the logarithm of a side's length between two frames. */
    private static final double SIZE_SPREAD = 0.2;

    private final Association association = new Association();
    private final Boxes reaches = new Boxes();
    private final Boxes places = new Boxes();

    /** By intersection over union with the predicted box, at least {@code minIou}. */
    List<Detection> byOverlap(List<Tracklet> tracks, List<Detection> detections, double minIou, Moment now) {
        if (tracks.isEmpty() || detections.isEmpty()) {
            return detections;
        }
        reaches.clear();
        for (Tracklet track : tracks) {
            Motion motion = track.motion;
            reaches.add(motion.left(), motion.top(), motion.right(), motion.bottom());
        }
        places.clear();
        for (Detection detection : detections) {
            Box box = detection.box();
            places.add(box.x(), box.y(), box.right(), box.bottom());
        }
        Association.Cost cost = (t, d) -> {
            double iou = reaches.iou(t, places, d);
            boolean sameClass = tracks.get(t).label().equals(detections.get(d).label());
            return sameClass || iou >= OTHER_CLASS_IOU ? 1 - iou : 1;
        };
        return take(tracks, detections, association.match(reaches, places, cost, 1 - minIou), now);
    }

    /**
     * By the distance of the centres in standard deviations of the prediction, for objects of the same class and of like size. The
     * spread grows with the time since the track was last seen, so this reaches as far as the object can have moved, no further.
     */
    List<Detection> byDistance(List<Tracklet> tracks, List<Detection> detections, double aspect, Moment now) {
        if (tracks.isEmpty() || detections.isEmpty()) {
            return detections;
        }
        reaches.clear();
        double deviations = Math.sqrt(DISTANCE_LIMIT);
        for (Tracklet track : tracks) {
            Motion motion = track.motion;
            double x = deviations * motion.spreadX();
            double y = deviations * motion.spreadY();
            reaches.add(motion.centreX() - x, motion.centreY() - y, motion.centreX() + x, motion.centreY() + y);
        }
        places.clear();
        for (Detection detection : detections) {
            double x = detection.box().x() + detection.box().width() / 2;
            double y = detection.box().y() + detection.box().height() / 2;
            places.add(x, y, x, y);
        }
        Association.Cost cost = (t, d) -> {
            Tracklet track = tracks.get(t);
            Detection detection = detections.get(d);
            if (!track.label().equals(detection.label())) {
                return DISTANCE_LIMIT;
            }
            double x = (places.left[d] - track.motion.centreX()) / track.motion.spreadX();
            double y = (places.top[d] - track.motion.centreY()) / track.motion.spreadY();
            return x * x + y * y + unlikeness(track.motion, detection.box());
        };
        return take(tracks, detections, association.match(reaches, places, cost, DISTANCE_LIMIT), now);
    }

    private static double unlikeness(Motion motion, Box box) {
        double wide = Math.log(ratio(box.width(), motion.right() - motion.left())) / SIZE_SPREAD;
        double high = Math.log(ratio(box.height(), motion.bottom() - motion.top())) / SIZE_SPREAD;
        return wide * wide + high * high;
    }

    private static double ratio(double a, double b) {
        return Math.max(a, 1e-6) / Math.max(b, 1e-6);
    }

    private static List<Detection> take(
            List<Tracklet> tracks, List<Detection> detections, int[] detectionOf, Moment now) {
        boolean[] taken = new boolean[detections.size()];
        for (int t = 0; t < detectionOf.length; t++) {
            if (detectionOf[t] != Association.NONE) {
                tracks.get(t).see(detections.get(detectionOf[t]), now);
                taken[detectionOf[t]] = true;
            }
        }
        List<Detection> left = new ArrayList<>();
        for (int d = 0; d < taken.length; d++) {
            if (!taken[d]) {
                left.add(detections.get(d));
            }
        }
        return left;
    }
}
