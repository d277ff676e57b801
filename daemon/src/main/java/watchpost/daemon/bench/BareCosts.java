package watchpost.daemon.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What cannot be done for less on this machine.
 *
 * @param decodeMillis CPU milliseconds to decode one picture of the clip
 * @param clipRate the clip's own pictures per second
 * @param inferenceMillis CPU milliseconds for one run of the model
 * @param inferencePerSecond runs per second in the best arrangement, with every processor at work
 */
record BareCosts(double decodeMillis, double clipRate, double inferenceMillis, double inferencePerSecond) {

    /** The mean of several measurements, at least one: a machine's speed changes within seconds. */
    static BareCosts mean(List<BareCosts> measured) {
        return new BareCosts(
                mean(measured, BareCosts::decodeMillis),
                measured.get(0).clipRate,
                mean(measured, BareCosts::inferenceMillis),
                mean(measured, BareCosts::inferencePerSecond));
    }

    private static double mean(List<BareCosts> measured, ToDoubleFunction<BareCosts> part) {
        return measured.stream().mapToDouble(part).average().orElseThrow();
    }

    /** Pictures per second that can be decoded and analysed with {@code cores}. */
    double mostPerSecond(double cores) {
        return cores * 1000 / (decodeMillis + inferenceMillis);
    }

    /** Pictures per second that can be analysed with {@code cores} if {@code offered} come and each has to be decoded. */
    double allowedPerSecond(double cores, double offered) {
        return Math.min(offered, (cores * 1000 - offered * decodeMillis) / inferenceMillis);
    }
}
