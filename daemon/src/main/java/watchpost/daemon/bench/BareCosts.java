package watchpost.daemon.bench;

import java.nio.file.Path;
import watchpost.detector.Detector;
import watchpost.detector.DetectorSettings;
import watchpost.detector.model.Model;

/**
 * What cannot be done for less on this machine.
 *
 * @param decodeMillis CPU milliseconds to decode one picture of the clip
 * @param clipRate the clip's own pictures per second
 * @param inferenceMillis CPU milliseconds for one run of the model
 * @param inferencePerSecond runs per second in the best arrangement, with every processor at work
 */
record BareCosts(double decodeMillis, double clipRate, double inferenceMillis, double inferencePerSecond) {
    private static final int INFERENCE_RUNS = 400;

    /** Measures for a few seconds, with every processor at work. */
    static BareCosts measure(Path clip) throws Exception {
        BareDecode.Result decode = BareDecode.measure(clip);
        try (Detector detector = Detector.open(Model.builtIn(), DetectorSettings.defaults())) {
            BareInference.Result inference = BareInference.measure(detector, clip, INFERENCE_RUNS);
            return new BareCosts(
                    decode.cpuMillis(), decode.framesPerSecond(), inference.cpuMillis(), inference.perSecond());
        }
    }

    /** The mean of two measurements: a machine's speed changes within minutes. */
    BareCosts mean(BareCosts other) {
        return new BareCosts(
                (decodeMillis + other.decodeMillis) / 2,
                clipRate,
                (inferenceMillis + other.inferenceMillis) / 2,
                (inferencePerSecond + other.inferencePerSecond) / 2);
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
