package watchpost.capture.demand;

/**
 * Finds the rate at which one camera's frames are fetched, so that work is not done for frames that nobody has time for. Each frame that
 * took the place of an unfetched one makes the distance between frames longer, each that did not makes it a little shorter: cameras that
 * share a detector settle on equal shares without knowing of each other. Where the distance comes to be longer than about a second,
 * decoding what lies between key frames is work in vain too. Pure; used by the capture thread.
 */
public final class LoadGovernor {
    private static final double LONGER = 1.25;
    private static final double SHORTER = 0.95;
    /** Key frames come far apart: each says more. */
    private static final double SHORTER_BY_KEY_FRAME = 0.8;

    private static final double LONGEST = 3e9;
    private static final double KEY_FRAMES_FROM = 1e9;
    private static final double KEY_FRAMES_UNTIL = 0.4e9;
    /** A share of the usual distance of frames below which there is nothing to hold back. */
    private static final double NOTHING = 0.5;

    /** Weight of the newest frame in the share of those that nobody fetched. */
    private static final double NEWEST = 0.1;
    /** A smaller share is what a burst of the network causes. */
    private static final double TOO_MANY = 0.2;

    private double unfetched;
    private double interval;
    private double usual;
    private boolean any;
    private long last;
    /** The place of the timeline from which on the next frame is due. */
    private double due;

    private boolean keyFramesOnly;

    /** True if there is time for a frame at this place of the timeline. */
    public boolean accepts(long position) {
        return !any || position < last || position >= due;
    }

    /**
     * A frame was handed on.
     *
     * @param fetched false if it took the place of a frame that nobody had fetched
     */
    public void handedOn(long position, boolean fetched) {
        if (any && position > last && interval == 0) {
            usual = Math.min((double) (position - last), KEY_FRAMES_FROM);
        }
        boolean wentBack = any && position < last;
        any = true;
        last = position;
        unfetched += ((fetched ? 0 : 1) - unfetched) * NEWEST;
        if (!fetched && unfetched > TOO_MANY) {
            interval = Math.min(LONGEST, Math.max(interval, usual) * LONGER);
        } else if (fetched) {
            interval *= keyFramesOnly ? SHORTER_BY_KEY_FRAME : SHORTER;
            interval = interval < NOTHING * usual ? 0 : interval;
        }
        // counted from when it was due, not from when it came: so four of five can be let through
        due = wentBack ? position + interval : Math.max(due + interval, (double) position);
        keyFramesOnly = interval > (keyFramesOnly ? KEY_FRAMES_UNTIL : KEY_FRAMES_FROM);
    }

    /** True while there is no time for more than key frames. */
    public boolean keyFramesOnly() {
        return keyFramesOnly;
    }
}
