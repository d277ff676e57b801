package watchpost.capture.scene;

/** Something that counts only once it has been so for a while without a break. */
final class Hold {
    private boolean holding;
    private long since;

    /** True if {@code is} has been true for {@code nanos} up to {@code now}. */
    boolean step(boolean is, long now, long nanos) {
        if (is && !holding) {
            since = now;
        }
        holding = is;
        return is && now - since >= nanos;
    }
}
