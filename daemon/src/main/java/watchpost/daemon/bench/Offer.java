package watchpost.daemon.bench;

import java.util.OptionalDouble;

/**
 * How much the benchmark's cameras send.
 *
 * @param cameras how many they are
 * @param load the share of what the bare costs allow on all processors, 0..1 and more; if empty, each camera keeps the clip's rate
 */
record Offer(int cameras, OptionalDouble load) {
    /** Pictures per second, of all cameras together. */
    double perSecond(BareCosts costs) {
        return load.isPresent() ? load.getAsDouble() * most(costs) : cameras * costs.clipRate();
    }

    /** Pictures per second that can be decoded and analysed with all processors. */
    static double most(BareCosts costs) {
        return costs.mostPerSecond(Runtime.getRuntime().availableProcessors());
    }
}
