package watchpost.capture.demand;

/**
 * What is done with each packet of a camera. Used by the thread that reads it.
 *
 * <p>A stream is either followed, picture by picture, or only its key frames are looked at. It can stop being followed at a key frame
 * only; and it is followed again from the last key frame on, if the packets since then are still there, else from the next one on.
 */
public final class DecodePlan {
    /** What is done with one packet. */
    public enum Step {
        /** It is decoded, as the one before was. */
        FOLLOW,
        /** It is a key frame, decoded by itself. */
        ALONE,
        LEAVE,
        /** It and those since the last key frame are decoded, without the key frame's picture, which was seen. */
        GO_BACK
    }

    private final DecodeMode mode;
    private final StreamActivity activity = new StreamActivity();
    private final Attention attention;
    private boolean following = true;
    /** Nothing moved since the last key frame. */
    private boolean quiet;

    private boolean still;

    public DecodePlan(DecodeMode mode, Attention attention) {
        this.mode = mode;
        this.attention = attention;
    }

    /** A file begins again: nothing of before can be gone back to. */
    public void restart() {
        following = true;
        still = false;
    }

    /**
     * The next packet.
     *
     * @param now its arrival, on the clock of {@link Attention#call}
     * @param overloaded true while there is no time for more than key frames
     */
    public Step next(boolean key, int bytes, long now, boolean overloaded) {
        boolean moves = true;
        if (mode == DecodeMode.ADAPTIVE) {
            boolean objects = attention.isWanted(now);
            activity.packet(key, bytes, now, objects);
            moves = objects || activity.isMoving(now);
        }
        boolean everything = !overloaded && mode != DecodeMode.KEYFRAMES && moves;
        if (following) {
            return everything || !key ? follow(Step.FOLLOW) : lookAlone(false);
        }
        if (everything && key) {
            return follow(Step.FOLLOW);
        }
        if (everything && mode == DecodeMode.ADAPTIVE) {
            return follow(Step.GO_BACK);
        }
        quiet &= !moves;
        return key ? lookAlone(quiet) : Step.LEAVE;
    }

    private Step follow(Step step) {
        following = true;
        still = false;
        return step;
    }

    private Step lookAlone(boolean nothingMoved) {
        following = false;
        still = nothingMoved;
        quiet = mode == DecodeMode.ADAPTIVE;
        return Step.ALONE;
    }

    /** Decoding went back by itself, and everything that comes is decoded from now on. */
    public void wentBack() {
        follow(Step.GO_BACK);
    }

    /** The packets to go back to are not there any more: the next key frame is the next chance. */
    public void cannotGoBack() {
        following = false;
        quiet = false;
    }

    /** True if the last packet was a key frame and nothing moved since the one before: nothing between them was missed. */
    public boolean wasStill() {
        return still;
    }

    /** True while only key frames are looked at because nothing moves. */
    public boolean isResting() {
        return !following && quiet;
    }
}
