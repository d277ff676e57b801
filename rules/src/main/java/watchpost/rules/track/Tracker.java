package watchpost.rules.track;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import watchpost.core.time.Moment;
import watchpost.core.vision.Detection;
import watchpost.core.vision.Detections;
import watchpost.core.vision.Track;

/**
 * Follows the objects of one camera. Sure detections are paired with tracks first, then unsure ones with the tracks that are left, then
 * sure ones that fit less well, and what moved too far between two frames for its boxes to overlap is paired by distance. Every limit is a duration, so the result does
 * not hang on the frame rate (made for 2 to 30 frames per second). Not thread-safe; the same detections give the same tracks.
 */
public final class Tracker {
    /** Boxes of confirmed tracks and sure detections must overlap this much at first (the paper has 0.2). */
    private static final double KNOWN_IOU = 0.4;
    /** The same for what is left when each has had its chance of a better partner. */
    private static final double LEFT_IOU = 0.3;
    /** Unsure detections must fit better, or clutter would carry tracks away (the paper's 0.5). */
    private static final double UNSURE_IOU = 0.6;
    /** An unsure detection of which a sure one that nobody has covers this share is a part of the same object. */
    private static final double COVERED = 0.6;
    /** Tracks not yet confirmed (the paper's 0.3). */
    private static final double YOUNG_IOU = 0.3;
    /** A new object on top of one that was just seen is that one under a second class name. */
    private static final double DUPLICATE_IOU = 0.75;
    /** A track not yet confirmed dies when it is unseen for longer than this, so at a slow camera at its first miss. */
    private static final long YOUNG_HIDDEN = Duration.ofMillis(200).toNanos();

    private static final double NANOS = 1e-9;

    private final TrackerSettings settings;
    private final Pairing pairing = new Pairing();
    private final long confirmAfter;
    private final long keepHidden;
    private final long showHidden;
    private final List<Tracklet> tracklets = new ArrayList<>();
    /** The last frame, in nanoseconds of the stream; meaningless while nothing is followed. */
    private long previous;

    private long lastId;

    public Tracker(TrackerSettings settings) {
        this.settings = settings;
        this.confirmAfter = settings.confirmAfter().toNanos();
        this.keepHidden = settings.keepHidden().toNanos();
        this.showHidden = settings.showHidden().toNanos();
    }

    /**
     * Takes one frame in. Frames of one camera come in the order of their times.
     *
     * @return the confirmed tracks, by growing id: those seen in this frame, and for a short time those hidden
     */
    public List<Track> step(Detections frame) {
        Moment now = frame.time().moment();
        double aspect = (double) frame.picture().width() / frame.picture().height();
        long nowNanos = now.stream().toNanos();
        advance(nowNanos);

        List<Detection> sure = between(frame.found(), settings.high(), Double.POSITIVE_INFINITY);
        List<Tracklet> known = those(tracklets, Tracklet::isConfirmed);
        sure = pairing.byOverlap(known, sure, KNOWN_IOU, now);
        List<Detection> unsure = notCovered(between(frame.found(), settings.low(), settings.high()), sure);
        pairing.byOverlap(those(known, Tracklet::isJustLost), unsure, UNSURE_IOU, now);
        sure = pairing.byOverlap(those(known, Tracklet::isHidden), sure, LEFT_IOU, now);
        sure = pairing.byDistance(those(known, Tracklet::isHidden), sure, aspect, now);

        List<Tracklet> young = those(tracklets, tracklet -> !tracklet.isConfirmed());
        sure = pairing.byOverlap(young, sure, YOUNG_IOU, now);
        sure = pairing.byDistance(those(young, Tracklet::isHidden), sure, aspect, now);

        tracklets.removeIf(tracklet ->
                !tracklet.isConfirmed() && tracklet.isHidden() && tracklet.hiddenNanos(nowNanos) > YOUNG_HIDDEN);
        confirm();
        begin(sure, now, aspect);
        return told(nowNanos);
    }

    /** How many tracks are held, told of or not. */
    public int held() {
        return tracklets.size();
    }

    private void advance(long now) {
        double seconds = Math.max(0, (now - previous) * NANOS);
        previous = now;
        for (Tracklet tracklet : tracklets) {
            tracklet.predict(seconds);
        }
        tracklets.removeIf(tracklet -> tracklet.hiddenNanos(now) > keepHidden || tracklet.motion.isOutsideThePicture());
    }

    private void confirm() {
        for (Tracklet tracklet : tracklets) {
            if (!tracklet.isConfirmed() && tracklet.deservesId(confirmAfter)) {
                tracklet.confirm(++lastId);
            }
        }
    }

    private void begin(List<Detection> unmatched, Moment now, double aspect) {
        for (Detection detection : unmatched) {
            if (detection.confidence() >= settings.start()
                    && tracklets.size() < settings.capacity()
                    && tracklets.stream().noneMatch(tracklet -> isDuplicate(tracklet, detection))) {
                tracklets.add(new Tracklet(detection, now, aspect));
            }
        }
    }

    private static boolean isDuplicate(Tracklet tracklet, Detection detection) {
        return !tracklet.isHidden() && tracklet.box().iou(detection.box()) > DUPLICATE_IOU;
    }

    private List<Track> told(long now) {
        List<Track> told = new ArrayList<>(tracklets.size());
        for (Tracklet tracklet : tracklets) {
            if (tracklet.isConfirmed() && (!tracklet.isHidden() || tracklet.hiddenNanos(now) <= showHidden)) {
                told.add(tracklet.toTrack());
            }
        }
        told.sort(Comparator.comparingLong(Track::id));
        return told;
    }

    private static List<Detection> between(List<Detection> found, double from, double below) {
        List<Detection> chosen = new ArrayList<>(found.size());
        for (Detection detection : found) {
            double confidence = detection.confidence();
            if (confidence >= from && confidence < below) {
                chosen.add(detection);
            }
        }
        return chosen;
    }

    private static List<Detection> notCovered(List<Detection> unsure, List<Detection> sure) {
        if (sure.isEmpty()) {
            return unsure;
        }
        List<Detection> chosen = new ArrayList<>(unsure);
        chosen.removeIf(weak -> sure.stream()
                .anyMatch(one -> one.label().equals(weak.label())
                        && one.box().intersection(weak.box())
                                > COVERED * weak.box().area()));
        return chosen;
    }

    private static List<Tracklet> those(List<Tracklet> tracklets, Predicate<Tracklet> wanted) {
        List<Tracklet> chosen = new ArrayList<>(tracklets.size());
        for (Tracklet tracklet : tracklets) {
            if (wanted.test(tracklet)) {
                chosen.add(tracklet);
            }
        }
        return chosen;
    }
}
