package watchpost.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
import watchpost.core.event.RuleOutput;
import watchpost.core.event.Severity;
import watchpost.core.geometry.Point;
import watchpost.core.geometry.Polygon;
import watchpost.core.id.CameraId;
import watchpost.core.id.RuleId;
import watchpost.core.rule.Alerting;
import watchpost.core.rule.Anchor;
import watchpost.core.rule.RuleSpec;
import watchpost.core.rule.Schedule;
import watchpost.core.rule.SecurityRule;
import watchpost.core.rule.Watch;
import watchpost.core.rule.Zone;
import watchpost.core.vision.Detections;
import watchpost.rules.engine.RuleEngine;
import watchpost.rules.engine.RuleInput;
import watchpost.rules.engine.RuleState;
import watchpost.rules.engine.Step;
import watchpost.rules.track.Tracker;
import watchpost.rules.track.TrackerSettings;

/** Time of one step of the rules of one camera: 100 tracks through a number of intrusion rules. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // set by JMH through @Setup
public class RulesBenchmark {
    private static final Watch PEOPLE = new Watch(Set.of("person"), 0.4, 0, 0, Anchor.BOTTOM_CENTRE, Schedule.ALWAYS);
    private static final Alerting ALARM = new Alerting(Severity.ALARM, Duration.ofSeconds(30));

    @Param({"1", "20"})
    int rules;

    private Walkers walkers;
    private Tracker tracker;
    private RuleState state;
    private RuleInput input;

    @Setup
    public void start() {
        walkers = new Walkers(100, 25, 1);
        tracker = new Tracker(TrackerSettings.DEFAULT);
        List<RuleSpec> specs = new ArrayList<>();
        for (int i = 0; i < rules; i++) {
            specs.add(intrusion(i));
        }
        state = RuleEngine.initial(new CameraId("bench"), specs);
    }

    private static RuleSpec intrusion(int index) {
        double left = index % 5 * 0.2;
        double top = Math.floorDiv(index, 5) * 0.25;
        Polygon area = new Polygon(List.of(
                new Point(left, top),
                new Point(left + 0.2, top),
                new Point(left + 0.2, top + 0.25),
                new Point(left, top + 0.25)));
        return new SecurityRule.Intrusion(
                new RuleId("zone-" + index), PEOPLE, new Zone("zone-" + index, area), Duration.ofSeconds(1), ALARM);
    }

    @Setup(Level.Invocation)
    public void film() {
        Detections frame = walkers.next();
        input = new RuleInput.TracksSeen(frame.time().moment(), tracker.step(frame));
    }

    @Benchmark
    public List<RuleOutput> step() {
        Step step = RuleEngine.step(state, input);
        state = step.state();
        return step.outputs();
    }
}
