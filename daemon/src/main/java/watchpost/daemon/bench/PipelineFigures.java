package watchpost.daemon.bench;

import java.util.Locale;
import java.util.Map;

/**
 * What the benchmark measured.
 *
 * @param decodeCpuMillis bare decoding, CPU milliseconds for each picture
 * @param inferenceCpuMillis bare inference, CPU milliseconds for each picture
 * @param inferencePerSecond bare inference, pictures per second in the best arrangement
 * @param oursCpuMillis CPU milliseconds of the whole process for each analysed picture, everything on
 * @param analysedPerSecond analysed pictures per second over all cameras
 * @param cores mean number of cores in use
 * @param firstMillis from the start of the box to the first analysed picture
 * @param threads where those CPU milliseconds went, by groups of threads, the largest first
 */
public record PipelineFigures(
        int cameras,
        double decodeCpuMillis,
        double inferenceCpuMillis,
        double inferencePerSecond,
        double oursCpuMillis,
        double analysedPerSecond,
        double cores,
        long firstMillis,
        Map<String, Double> threads) {

    /** Above the {@link #line lines} of several measurements. */
    public static final String HEADING =
            "cameras  analysed/s  CPU ms a picture  bare decode  bare inference  efficiency  cores";

    /** The measurement in one line. */
    public String line() {
        return String.format(
                Locale.ROOT,
                "%7d %11.1f %17.2f %12.2f %15.2f %11.2f %6.2f",
                cameras,
                analysedPerSecond,
                oursCpuMillis,
                decodeCpuMillis,
                inferenceCpuMillis,
                efficiency(),
                cores);
    }

    /** (bare decoding + bare inference) / ours: 1 would mean that everything else costs nothing. */
    public double efficiency() {
        return (decodeCpuMillis + inferenceCpuMillis) / oursCpuMillis;
    }

    /** One line for each figure. */
    public String table() {
        return String.format(
                Locale.ROOT,
                """
                cameras                     %d
                bare decode                 %.2f CPU ms per picture (ffmpeg -threads 1 -f null)
                bare inference              %.2f CPU ms per picture, %.1f pictures/s on all workers
                watchpost, everything on    %.2f CPU ms per analysed picture
                efficiency                  %.2f  = (bare decode + bare inference) / watchpost
                analysed                    %.1f pictures/s, %.2f cores in use
                by threads                  %s
                start to first analysed     %d ms (within a warm JVM)
                """,
                cameras,
                decodeCpuMillis,
                inferenceCpuMillis,
                inferencePerSecond,
                oursCpuMillis,
                efficiency(),
                analysedPerSecond,
                cores,
                ThreadCosts.spoken(threads),
                firstMillis);
    }
}
