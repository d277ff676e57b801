package watchpost.capture.scene;

/**
 * Finds a picture that stays the same. A live sensor's noise makes every coded picture another one. Exactly equal pictures come from
 * a still sensor's encoder too, as long as it sends "nothing has changed"; so it takes a picture coded by itself that brought nothing
 * new. The few pictures of a group that is coded again and again from one standing picture count as the same.
 */
final class Freeze {
    /** Less than the half minute within which it is to be known: key pictures may be seconds apart. */
    static final long LONG_ENOUGH = 25_000_000_000L;
    /** Without pictures for so long, time does not count: that is a stall, not a freeze. */
    private static final long PAUSE = 5_000_000_000L;

    private static final int REMEMBERED = 8;

    private final long[] known = new long[REMEMBERED];
    private int next;
    private boolean started;
    private boolean codedByItself;
    private long newSince;
    private long last;

    /** Takes the next picture; true if nothing new has come for long enough. */
    boolean step(long fingerprint, boolean key, long now) {
        if (!started || !isKnown(fingerprint)) {
            known[next] = fingerprint;
            next = (next + 1) % REMEMBERED;
            started = true;
            codedByItself = false;
            newSince = now;
        } else {
            if (now - last > PAUSE) {
                newSince += now - last;
            }
            codedByItself |= key;
        }
        last = now;
        return codedByItself && now - newSince >= LONG_ENOUGH;
    }

    private boolean isKnown(long fingerprint) {
        for (long one : known) {
            if (one == fingerprint) {
                return true;
            }
        }
        return false;
    }
}
