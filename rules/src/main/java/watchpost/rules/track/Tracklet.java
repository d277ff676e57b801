package watchpost.rules.track;

import watchpost.core.geometry.Box;
import watchpost.core.time.Moment;
import watchpost.core.vision.Detection;
import watchpost.core.vision.Track;

/** One object that a tracker follows: its motion, its votes and its times. */
final class Tracklet {
    final Motion motion;
    private final ClassVote vote = new ClassVote();
    private final Moment firstSeen;
    private final double firstX;
    private final double firstY;
    private Moment lastSeen;
    /** The same on the stream's timeline: it is compared for each track in each frame. */
    private long lastSeenNanos;

    private Detection last;
    private long id;
    private int hits;
    private int steps;
    private double travelled;
    private boolean hidden;
    private boolean hiddenBefore;

    Tracklet(Detection detection, Moment now, double aspect) {
        motion = new Motion(detection.box(), aspect);
        firstSeen = now;
        lastSeen = now;
        lastSeenNanos = nanos(now);
        last = detection;
        firstX = motion.centreX();
        firstY = motion.centreY();
        vote.add(detection.label(), detection.confidence());
        hits = 1;
        steps = 1;
    }

    /** Moves on to {@code now}, as if unseen. */
    void predict(double seconds) {
        if (hidden) {
            motion.hold();
        }
        motion.predict(seconds);
        steps++;
        hiddenBefore = hidden;
        hidden = true;
    }

    void see(Detection detection, Moment now) {
        motion.correct(detection.box());
        vote.add(detection.label(), detection.confidence());
        last = detection;
        lastSeen = now;
        lastSeenNanos = nanos(now);
        hits++;
        hidden = false;
        double x = motion.centreX() - firstX;
        double y = motion.centreY() - firstY;
        travelled = Math.max(travelled, Math.sqrt(x * x + y * y));
    }

    boolean isConfirmed() {
        return id > 0;
    }

    /** True once it was seen twice, long enough apart, and in at least half of the frames since its first. */
    boolean deservesId(long confirmAfterNanos) {
        return hits >= 2 && hits * 2 >= steps && lastSeenNanos - nanos(firstSeen) >= confirmAfterNanos;
    }

    void confirm(long newId) {
        id = newId;
    }

    /** Not seen in this frame. */
    boolean isHidden() {
        return hidden;
    }

    /** Not seen in this frame, but in the one before. */
    boolean isJustLost() {
        return hidden && !hiddenBefore;
    }

    long hiddenNanos(long nowNanos) {
        return nowNanos - lastSeenNanos;
    }

    String label() {
        return vote.winner();
    }

    Box box() {
        return hidden ? motion.box() : last.box();
    }

    private static long nanos(Moment moment) {
        return moment.stream().toNanos();
    }

    Track toTrack() {
        return new Track(id, label(), last.confidence(), box(), firstSeen, lastSeen, !hidden, travelled);
    }
}
