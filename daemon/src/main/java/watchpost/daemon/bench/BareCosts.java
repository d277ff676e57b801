package watchpost.daemon.bench;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What cannot be done for less on this machine.
 *
 * @param decodeMillis CPU milliseconds to decode one picture of the clip
 * @param clipRate the clip's own pictures per second
 * @param published running the model's graph as it was published, in the best arrangement, with every processor at work
 * @param rewritten the same with the graph as the box runs it
 */
record BareCosts(double decodeMillis, double clipRate, Inference published, Inference rewritten) {
    /**
     * @param cpuMillis CPU milliseconds for each picture
     * @param perSecond pictures per second over all workers
     */
    record Inference(double cpuMillis, double perSecond) {
        private static Inference mean(List<BareCosts> measured, Function<BareCosts, Inference> which) {
            return new Inference(
                    BareCosts.mean(measured, costs -> which.apply(costs).cpuMillis),
                    BareCosts.mean(measured, costs -> which.apply(costs).perSecond));
        }
    }

    /** The mean of several measurements, at least one: a machine's speed changes within seconds. */
    static BareCosts mean(List<BareCosts> measured) {
        return new BareCosts(
                mean(measured, BareCosts::decodeMillis),
                measured.get(0).clipRate,
                Inference.mean(measured, BareCosts::published),
                Inference.mean(measured, BareCosts::rewritten));
    }

    private static double mean(List<BareCosts> measured, ToDoubleFunction<BareCosts> part) {
        return measured.stream().mapToDouble(part).average().orElseThrow();
    }

    /** Pictures per second that can be decoded and analysed with {@code cores}, with the graph as the box runs it. */
    double mostPerSecond(double cores) {
        return cores * 1000 / (decodeMillis + rewritten.cpuMillis);
    }

    /** Pictures per second that can be analysed so with {@code cores} if {@code offered} come and each has to be decoded. */
    double allowedPerSecond(Inference inference, double cores, double offered) {
        return Math.min(offered, (cores * 1000 - offered * decodeMillis) / inference.cpuMillis);
    }
}
