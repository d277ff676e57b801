package watchpost.capture.scene;

import java.util.EnumSet;
import java.util.Set;

/**
 * Says of a camera's pictures whether they show its scene. Learns the scene during the first seconds and follows slow changes; what
 * passes by, changing light and a lamp do not matter, because only what stays for many seconds and in most of the picture counts.
 * Times are readings of one monotonic clock in nanoseconds.
 */
public final class SceneWatch {
    private static final long SECOND = 1_000_000_000L;
    /** Pictures that come sooner after the last one looked at are left out, unless they are coded by themselves. */
    private static final long LOOK_EVERY = SECOND / 4;

    private static final long JUDGE_EVERY = SECOND;
    /** What is missing between two judgements was not seen and does not count. */
    private static final long MOST_AT_ONCE = 10 * SECOND;
    /** Over so long a time pictures are averaged: passers-by and noise vanish. */
    private static final double SMOOTHING_SECONDS = 3;
    /** The scene is known after so long. */
    static final long LEARNING = 15 * SECOND;
    /** The known scene follows what is seen at this pace. */
    private static final double FOLLOWING_SECONDS = 300;
    /** A new scene that stays for so long is the camera's scene from then on. */
    static final long ACCEPTED_AFTER = 600 * SECOND;

    /** Black, covered: must last so long. */
    static final long BLIND_AFTER = 10 * SECOND;
    /** Moved: must last so long, and be one and the same new scene. */
    static final long MOVED_AFTER = 20 * SECOND;
    /** At each judgement the candidate for a new scene follows what is seen by this share. */
    private static final float CANDIDATE_SHARE = 0.2f;
    /** Well again: must last so long. */
    static final long CLEAR_AFTER = 3 * SECOND;

    /** Not more than a few grid points are lighter in a picture without light. */
    private static final int DARK = 32;

    private static final int LIGHT_POINTS = 8;
    /** An even surface has fewer points with an edge. */
    private static final double EVEN = 0.005;
    /** Of a covered scene less than this share of its edges is left. */
    private static final double LEFT_OF_COVERED = 0.25;
    /** Behind a veil that the scene shines through, less than this is left. */
    private static final double LEFT_BEHIND_VEIL = 0.05;
    /** A scene with fewer edges may lose them all in the evening. */
    private static final double RICH = 0.05;
    /** Less like the known scene than this is another one. */
    private static final double OTHER_SCENE = 0.35;
    /** Less like it than this, it may be the known scene shifted... */
    private static final double DOUBTFUL = 0.75;
    /** ...if it is so much more like that. */
    private static final double BETTER_SHIFTED = 0.1;
    /** More like it than this is the scene again. */
    private static final double SAME_SCENE = 0.45;

    private final Set<SceneVerdict> checks;
    private final Freeze freeze = new Freeze();
    private final float[] smooth = new float[SceneSample.POINTS];
    private final Edges present = new Edges();
    private final Edges known = new Edges();
    private final Edges candidate = new Edges();
    private final Hold black = new Hold();
    private final Hold covered = new Hold();
    private final Hold moved = new Hold();
    private final Hold accepted = new Hold();
    private final Hold clear = new Hold();

    private boolean started;
    private boolean frozen;
    private boolean hasCandidate;
    private long learntNanos;
    private long lastLook;
    private long lastJudged;
    private SceneVerdict verdict = SceneVerdict.CLEAR;

    /** Looks for everything. */
    public SceneWatch() {
        this(EnumSet.allOf(SceneVerdict.class));
    }

    /**
     * Looks for {@code checks} only. Without {@link SceneVerdict#MOVED} no scene is learnt, as for a camera that turns; covered is
     * then only what shows one even surface.
     */
    public SceneWatch(Set<SceneVerdict> checks) {
        this.checks = Set.copyOf(checks);
    }

    /** True if the next picture is worth a {@link #look}. */
    public boolean wants(boolean key, long now) {
        return !checks.isEmpty() && (!started || key || now - lastLook >= LOOK_EVERY);
    }

    /**
     * Takes a picture.
     *
     * @param key coded by itself, not as a difference to others
     */
    public void look(SceneSample sample, boolean key, long now) {
        frozen = freeze.step(sample.fingerprint(), key, now);
        smooth(sample.brightness(), started ? (now - lastLook) / (double) SECOND : Double.MAX_VALUE);
        if (!started) {
            lastJudged = now;
        }
        started = true;
        lastLook = now;
        if (now - lastJudged >= JUDGE_EVERY) {
            present.measure(smooth);
            judge(now, Math.min(now - lastJudged, MOST_AT_ONCE));
            lastJudged = now;
        }
    }

    /** What is to be said of the pictures so far. */
    public SceneVerdict verdict() {
        if (verdict != SceneVerdict.CLEAR && checks.contains(verdict)) {
            return verdict;
        }
        return frozen && checks.contains(SceneVerdict.FROZEN) ? SceneVerdict.FROZEN : SceneVerdict.CLEAR;
    }

    private void smooth(byte[] brightness, double seconds) {
        float share = (float) -Math.expm1(-seconds / SMOOTHING_SECONDS);
        for (int i = 0; i < smooth.length; i++) {
            smooth[i] += share * ((brightness[i] & 0xff) - smooth[i]);
        }
    }

    private void judge(long now, long nanos) {
        boolean learnt = learntNanos >= LEARNING && checks.contains(SceneVerdict.MOVED);
        double visible = present.visible();
        boolean noLight = isBlack();
        double likeness = learnt ? present.likeness(known) : 1;
        boolean nothing = noLight || isCovered(visible, likeness, learnt);
        boolean other = learnt && !nothing && isOther(likeness);
        boolean isBlack = black.step(noLight, now, BLIND_AFTER);
        boolean isCovered = covered.step(nothing && !noLight, now, BLIND_AFTER);
        boolean isMoved = moved.step(other && sameCandidate(other), now, MOVED_AFTER);
        boolean well = clear.step(!nothing && !other && (!learnt || likeness >= SAME_SCENE), now, CLEAR_AFTER);
        if (isBlack) {
            verdict = SceneVerdict.BLACK;
        } else if (isCovered) {
            verdict = SceneVerdict.COVERED;
        } else if (isMoved) {
            verdict = SceneVerdict.MOVED;
        } else if (well) {
            verdict = SceneVerdict.CLEAR;
        }
        follow(nothing, other, nanos, now);
    }

    private boolean isCovered(double visible, double likeness, boolean learnt) {
        boolean even = visible < EVEN;
        if (!learnt) {
            return even;
        }
        double left = visible / known.visible();
        return (even && likeness < SAME_SCENE)
                || (left < LEFT_OF_COVERED && likeness < OTHER_SCENE)
                || (left < LEFT_BEHIND_VEIL && known.visible() >= RICH);
    }

    /** Another scene, or the known one in another place. */
    private boolean isOther(double likeness) {
        return likeness < OTHER_SCENE
                || (likeness < DOUBTFUL && present.shiftedLikeness(known) > likeness + BETTER_SHIFTED);
    }

    /** True while the other scene is one and the same. */
    private boolean sameCandidate(boolean other) {
        if (hasCandidate && candidate.likeness(present) >= OTHER_SCENE) {
            candidate.approach(present, CANDIDATE_SHARE);
            return true;
        }
        candidate.copy(present);
        boolean first = !hasCandidate;
        hasCandidate = other;
        return first;
    }

    private void follow(boolean nothing, boolean other, long nanos, long now) {
        if (!other) {
            hasCandidate = false;
        }
        if (accepted.step(verdict == SceneVerdict.MOVED && other, now, ACCEPTED_AFTER)) {
            known.copy(present);
            hasCandidate = false;
            verdict = SceneVerdict.CLEAR;
        } else if (!nothing && !other && verdict == SceneVerdict.CLEAR) {
            learntNanos += nanos;
            boolean learning = learntNanos < LEARNING;
            double share =
                    learning ? (double) nanos / learntNanos : -Math.expm1(-nanos / (double) SECOND / FOLLOWING_SECONDS);
            known.approach(present, (float) share);
        }
    }

    private boolean isBlack() {
        int light = 0;
        for (float point : smooth) {
            light += point >= DARK ? 1 : 0;
        }
        return light <= LIGHT_POINTS;
    }
}
