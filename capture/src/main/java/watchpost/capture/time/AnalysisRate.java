package watchpost.capture.time;

/** Thins pictures to a rate, evenly on the timeline: of 25 pictures a second every fifth for a rate of 5. */
public final class AnalysisRate {
    /** Stamps wander by a millisecond or two; without this a picture that is early by one tick would be left out. */
    private static final double SLACK = 0.05;

    private final double intervalNanos;
    private boolean started;
    private double dueNanos;

    /** @param fps wanted pictures per second; 0 takes every picture */
    public AnalysisRate(double fps) {
        this.intervalNanos = fps > 0 ? 1e9 / fps : 0;
    }

    /** True if the picture at {@code positionNanos} of the timeline is to be analysed. */
    public boolean accepts(long positionNanos) {
        if (!wants(positionNanos)) {
            return false;
        }
        boolean far = !started || positionNanos - dueNanos > intervalNanos;
        dueNanos = (far ? positionNanos : dueNanos) + intervalNanos;
        started = true;
        return true;
    }

    /** The picture at this place was the last one that was taken. */
    public void restart(long positionNanos) {
        started = true;
        dueNanos = positionNanos + intervalNanos;
    }

    /** What {@link #accepts} would say; changes nothing. */
    public boolean wants(long positionNanos) {
        return intervalNanos == 0 || !started || positionNanos >= dueNanos - SLACK * intervalNanos;
    }
}
