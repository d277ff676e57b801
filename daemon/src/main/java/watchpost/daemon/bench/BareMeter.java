package watchpost.daemon.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import watchpost.capture.CaptureException;
import watchpost.daemon.bench.BareCosts.Inference;
import watchpost.detector.DetectorSettings;

/** Measures bare costs, a second or two at a time, whenever the box rests. */
final class BareMeter implements AutoCloseable {
    private static final Duration INFERENCE = Duration.ofMillis(700);
    private static final Duration PACED = Duration.ofSeconds(2);

    private final Path clip;
    private final BareInference published;
    private final BareInference rewritten;
    private final List<BareCosts> measured = new ArrayList<>();

    BareMeter(Path clip) throws CaptureException {
        this.clip = clip;
        this.published = BareInference.open(clip, DetectorSettings.defaults().withGraphsAsPublished());
        this.rewritten = BareInference.open(clip, DetectorSettings.defaults());
    }

    /** Measures once more, with every processor at work. */
    BareCosts measure() throws Exception {
        BareDecode.Result decode = BareDecode.measure(clip);
        // in turns also which comes first: what runs after it finds the machine in another state
        boolean publishedFirst = measured.size() % 2 == 0;
        Inference first = (publishedFirst ? published : rewritten).measure(INFERENCE);
        Inference second = (publishedFirst ? rewritten : published).measure(INFERENCE);
        BareCosts costs = new BareCosts(
                decode.cpuMillis(),
                decode.framesPerSecond(),
                publishedFirst ? first : second,
                publishedFirst ? second : first);
        measured.add(costs);
        return costs;
    }

    /** CPU milliseconds for one run of the model when so many come a second, one at a time. */
    double inferenceAt(double perSecond) throws Exception {
        return rewritten.paced(perSecond, PACED).cpuMillis();
    }

    /** The mean of what was measured since the last call; something was. */
    BareCosts take() {
        BareCosts mean = BareCosts.mean(measured);
        measured.clear();
        return mean;
    }

    @Override
    public void close() {
        published.close();
        rewritten.close();
    }
}
