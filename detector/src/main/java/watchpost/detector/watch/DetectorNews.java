package watchpost.detector.watch;

/** Who hears how the detector fares. Called on the watch's thread. */
public interface DetectorNews {
    /**
     * It runs below what was wanted, or not at all. Said again when the reason is another.
     *
     * @param why one sentence without a full stop
     */
    void degraded(String why);

    /** It runs as wanted; also said at the start. */
    void restored();
}
