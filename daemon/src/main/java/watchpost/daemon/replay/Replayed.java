package watchpost.daemon.replay;

/**
 * What was done in a replay.
 *
 * @param analysed pictures that went through detector, tracker and rules
 * @param decoded pictures that were decoded, those that were decoded twice counted twice
 * @param read pictures in what was read of the file
 */
public record Replayed(long analysed, long decoded, long read) {
    /** In words. */
    @Override
    public String toString() {
        return analysed + " pictures analysed" + (decoded < read ? ", " + decoded + " of " + read + " decoded" : "");
    }
}
