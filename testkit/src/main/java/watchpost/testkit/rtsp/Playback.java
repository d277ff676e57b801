package watchpost.testkit.rtsp;

/**
 * Where one client is in its mount's clip, and when its next picture is due. Tick 0 is the client's first picture, a key picture;
 * ticks only grow, over the end of the clip and over a change of clip.
 */
final class Playback {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Mount mount;
    private final long startNanos;
    private Clip clip;
    private int index;
    private long shift;
    private boolean waitForKey;

    /** Begins now, at the last key picture before the mount's position. */
    Playback(Mount mount, long nowNanos) {
        this.mount = mount;
        this.startNanos = nowNanos;
        this.clip = mount.clip();
        this.index = clip.keyAtOrBefore(mount.position(nowNanos));
        this.shift = -clip.pictures().get(index).decodeAt();
    }

    static long ticks(long nanos) {
        return Math.floorDiv(nanos, NANOS_PER_SECOND) * Clip.TICKS_PER_SECOND
                + Math.floorMod(nanos, NANOS_PER_SECOND) * Clip.TICKS_PER_SECOND / NANOS_PER_SECOND;
    }

    private static long nanos(long ticks) {
        return Math.floorDiv(ticks, Clip.TICKS_PER_SECOND) * NANOS_PER_SECOND
                + Math.floorMod(ticks, Clip.TICKS_PER_SECOND) * NANOS_PER_SECOND / Clip.TICKS_PER_SECOND;
    }

    /** The tick of this client's timeline at a reading of the monotonic clock. */
    long tickAt(long nowNanos) {
        return ticks(nowNanos - startNanos);
    }

    /** When the next picture is to be sent, on the monotonic clock. */
    long dueNanos() {
        return startNanos + nanos(shift + clip.pictures().get(index).decodeAt());
    }

    PayloadFormat format() {
        return clip.format();
    }

    /** The next picture with the ticks of this client's timeline. */
    AccessUnit next() {
        AccessUnit picture = clip.pictures().get(index);
        return new AccessUnit(shift + picture.decodeAt(), shift + picture.presentAt(), picture.key(), picture.parts());
    }

    /** The last key picture again, in the place of the next one; only a key picture may follow when that ends. */
    AccessUnit still() {
        AccessUnit key = clip.pictures()
                .get(clip.keyAtOrBefore(clip.pictures().get(index).decodeAt()));
        AccessUnit next = next();
        waitForKey = true;
        return new AccessUnit(next.decodeAt(), next.presentAt(), true, key.parts());
    }

    /** True if the next picture cannot be decoded, because pictures before it were skipped. */
    boolean nextIsBroken() {
        if (clip.pictures().get(index).key()) {
            waitForKey = false;
        }
        return waitForKey;
    }

    /** Says that the next picture is not sent, so that nothing but a key picture may follow. */
    void skip() {
        waitForKey = true;
        advance();
    }

    void advance() {
        index++;
        if (index == clip.pictures().size()) {
            index = 0;
            shift += clip.length();
        }
        if (mount.clip() != clip) {
            long now = shift + clip.pictures().get(index).decodeAt();
            Clip next = mount.clip();
            index = next.isAlso(clip) ? index : 0;
            clip = next;
            shift = now - clip.pictures().get(index).decodeAt();
        }
    }
}
