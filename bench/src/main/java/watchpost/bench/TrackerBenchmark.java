package watchpost.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import watchpost.core.vision.Detections;
import watchpost.core.vision.Track;
import watchpost.rules.track.Tracker;
import watchpost.rules.track.TrackerSettings;

/** Time of one tracker step, by the number of objects in the picture. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // set by JMH through @Setup
public class TrackerBenchmark {
    @Param({"10", "100", "400"})
    int objects;

    private Walkers walkers;
    private Tracker tracker;
    private Detections frame;

    @Setup
    public void start() {
        walkers = new Walkers(objects, 25, 1);
        tracker = new Tracker(TrackerSettings.DEFAULT);
        frame = walkers.next();
    }

    @Setup(Level.Invocation)
    public void film() {
        frame = walkers.next();
    }

    @Benchmark
    public List<Track> step() {
        return tracker.step(frame);
    }
}
