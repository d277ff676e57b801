package watchpost.daemon.bench;

import java.util.Locale;
import watchpost.daemon.bench.BareCosts.Inference;

/**
 * What the benchmark measured: a box with everything on beside the bare costs.
 *
 * @param cameras how many there were
 * @param bare measured in turns with the box, the mean
 * @param pacedMillis CPU milliseconds for one bare run of the model at the rate that is offered, or as fast as they go
 */
public record PipelineFigures(int cameras, BareCosts bare, double pacedMillis, BoxRun box) {
    /** Above the {@link #line lines} of several measurements. */
    public static final String HEADING =
            "cameras  offered/s  analysed/s  dropped  CPU ms a picture  of allowed  efficiency  against published  cores"
                    + "  latency, ms";

    /** CPU milliseconds of the whole process for each analysed picture. */
    public double cpuMillis() {
        return box.cpuMillis() / box.analysed();
    }

    /** Bare decoding of all pictures that were decoded, and bare inference, CPU milliseconds for each analysed picture. */
    private double bareMillis(Inference inference) {
        return bare.decodeMillis() * box.decoded() / box.analysed() + inference.cpuMillis();
    }

    /** The bare costs' share in ours, with the graph as the box runs it: 1 would mean that everything else costs nothing. */
    public double efficiency() {
        return bareMillis(bare.rewritten()) / cpuMillis();
    }

    /** The same with the graph as published, so that what the rewriting wins counts for the box. */
    public double efficiencyAgainstPublished() {
        return bareMillis(bare.published()) / cpuMillis();
    }

    public double analysedPerSecond() {
        return box.analysed() / box.seconds();
    }

    /**
     * Analysed pictures against those that the bare costs allow, with the graph as the box runs it, on the cores that cameras, broker and
     * other programs leave free.
     */
    public double shareOfAllowed() {
        return shareOfAllowed(bare.rewritten());
    }

    /** The same with the graph as published. */
    public double shareOfAllowedAgainstPublished() {
        return shareOfAllowed(bare.published());
    }

    private double shareOfAllowed(Inference inference) {
        double free = Runtime.getRuntime().availableProcessors() - box.loadCores() - box.otherCores();
        return analysedPerSecond() / bare.allowedPerSecond(inference, free, box.offered());
    }

    private double cores() {
        return box.cpuMillis() / 1000 / box.seconds();
    }

    /** The share of the pictures that was left out for want of time. */
    private double dropped() {
        return Math.min(1, (double) box.dropped() / Math.max(1, box.decoded()));
    }

    /** The measurement in one line. */
    public String line() {
        return String.format(
                Locale.ROOT,
                "%7d %10.1f %11.1f %7.0f%% %17.2f %11.2f %11.2f %14.2f %5.2f %6.2f  %s",
                cameras,
                box.offered(),
                analysedPerSecond(),
                100 * dropped(),
                cpuMillis(),
                shareOfAllowed(),
                efficiency(),
                shareOfAllowedAgainstPublished(),
                efficiencyAgainstPublished(),
                cores(),
                box.latencies().spoken());
    }

    /** One line for each figure. */
    public String table() {
        return String.format(
                Locale.ROOT,
                """
                cameras                     %d, together %.1f pictures/s
                bare decode                 %.2f CPU ms per picture (ffmpeg -threads 1 -f null)
                bare inference              %.2f CPU ms per picture, %.1f pictures/s on all workers; %.2f at the offered rate
                  as published              %.2f CPU ms with the graph that is not rewritten, %.1f pictures/s
                watchpost, everything on    %.2f CPU ms per analysed picture
                efficiency                  %.2f  = (bare decode of all that was decoded + bare inference) / watchpost; %.2f against published
                analysed                    %.1f pictures/s, %.2f of what the bare costs allow, %.2f against published; %.1f %% dropped
                cores in use                %.2f; cameras and broker %.2f, other programs %.2f
                arrival to end of rules     %s ms
                by threads, CPU ms          %s
                messages, pictures          %.1f/s, %.1f/min
                start to first analysed     %d ms (within a warm JVM)
                before the measurement      %d s, until the compiler was nearly done
                """,
                cameras,
                box.offered(),
                bare.decodeMillis(),
                bare.rewritten().cpuMillis(),
                bare.rewritten().perSecond(),
                pacedMillis,
                bare.published().cpuMillis(),
                bare.published().perSecond(),
                cpuMillis(),
                efficiency(),
                efficiencyAgainstPublished(),
                analysedPerSecond(),
                shareOfAllowed(),
                shareOfAllowedAgainstPublished(),
                100 * dropped(),
                cores(),
                box.loadCores(),
                box.otherCores(),
                box.latencies().spoken(),
                ThreadCosts.spoken(box.threads()),
                box.messages() / box.seconds(),
                60 * box.pictures() / box.seconds(),
                box.firstMillis(),
                box.warm().toSeconds());
    }
}
