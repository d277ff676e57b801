package watchpost.rules.traffic;

import org.jspecify.annotations.Nullable;
import watchpost.rules.part.Fact;
import watchpost.rules.part.Samples;
import watchpost.rules.part.Tally;

/**
 * What was counted in a lane in the interval so far; times in nanoseconds.
 *
 * @param forward vehicles the legal way
 * @param wrongWay vehicles against it
 * @param occupied for how long a vehicle covered the middle of the lane
 * @param present vehicles in the lane times how long they were
 * @param speeds of the vehicles that went the legal way, in km/h, where they were measured well enough
 * @param queueMetres the longest queue
 */
record FlowCount(
        Tally forward,
        Tally wrongWay,
        long occupied,
        double present,
        long headways,
        int headwaySamples,
        Samples speeds,
        double queueMetres) {
    static final FlowCount NONE = new FlowCount(Tally.NONE, Tally.NONE, 0, 0, 0, 0, Samples.NONE, 0);

    /** For {@code nanos} the middle was covered, or not, and {@code vehicles} were in the lane. */
    FlowCount plusTime(long nanos, boolean covered, int vehicles) {
        long more = covered ? nanos : 0;
        double longer = (double) vehicles * nanos;
        return more == 0 && longer == 0
                ? this
                : new FlowCount(
                        forward,
                        wrongWay,
                        occupied + more,
                        present + longer,
                        headways,
                        headwaySamples,
                        speeds,
                        queueMetres);
    }

    FlowCount plusHeadway(long nanos) {
        return new FlowCount(
                forward, wrongWay, occupied, present, headways + nanos, headwaySamples + 1, speeds, queueMetres);
    }

    FlowCount plus(boolean legal, String label, @Nullable Fact speed) {
        Samples more = legal && speed != null && Speeds.isExact(speed) ? speeds.plus(speed.value()) : speeds;
        return new FlowCount(
                legal ? forward.plus(label) : forward,
                legal ? wrongWay : wrongWay.plus(label),
                occupied,
                present,
                headways,
                headwaySamples,
                more,
                queueMetres);
    }

    FlowCount withQueue(double metres) {
        return metres <= queueMetres
                ? this
                : new FlowCount(forward, wrongWay, occupied, present, headways, headwaySamples, speeds, metres);
    }
}
