package watchpost.daemon.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import watchpost.core.event.CameraState;
import watchpost.core.id.CameraId;
import watchpost.core.port.RuleOutputSink;
import watchpost.core.time.FrameTime;
import watchpost.core.vision.Detections;
import watchpost.core.vision.Frame;
import watchpost.core.vision.Track;
import watchpost.daemon.journal.TrackGrid;
import watchpost.rules.engine.RuleEngine;
import watchpost.rules.engine.RuleInput;
import watchpost.rules.engine.RuleInput.CameraChanged;
import watchpost.rules.engine.RuleInput.CameraGap;
import watchpost.rules.engine.RuleInput.RulesChanged;
import watchpost.rules.engine.RuleInput.TimeAdvanced;
import watchpost.rules.engine.RuleInput.TracksSeen;
import watchpost.rules.engine.RuleState;
import watchpost.rules.engine.Step;
import watchpost.rules.track.Tracker;
import watchpost.rules.track.TrackerSettings;

/**
 * Tracker and rules of one camera, with their state. One thread at a time: the pipeline's, or that of a replay; the counters may be
 * read by any.
 */
public final class CameraLane {
    /** While frames come at least this often they carry the time themselves. */
    private static final Duration SILENCE = Duration.ofSeconds(1);

    private final CameraId camera;
    private final Tracker tracker;
    private final RuleOutputSink sink;
    private final PipelineListener listener;
    private final SignalEyes signals;

    private final AtomicLong analysed = new AtomicLong();
    private final AtomicLong late = new AtomicLong();

    private RuleState rules;
    private @Nullable FrameTime last;
    private boolean away;
    private CameraState state = CameraState.STREAMING;
    /** The state as the rules know it. */
    private CameraState told = CameraState.STREAMING;

    public CameraLane(
            CameraId camera, TrackerSettings tracker, LaneRules rules, RuleOutputSink sink, PipelineListener listener) {
        this.camera = camera;
        this.tracker = new Tracker(tracker);
        this.rules = RuleEngine.initial(camera, rules.rules(), rules.ground());
        this.sink = sink;
        this.listener = listener;
        this.signals = new SignalEyes(rules.rules());
    }

    /** A frame goes to the detector; it stays the caller's. Its traffic signals are read now, and count when its detections come. */
    public void look(Frame frame) {
        signals.look(frame);
    }

    /** A frame came back from the detector. */
    public void seen(Detections detections) {
        FrameTime time = detections.time();
        FrameTime before = last;
        if (before != null && time.moment().isBefore(before.moment())) {
            late.incrementAndGet(); // two workers finished in the other order
            return;
        }
        if (before != null && state.hidesScene()) {
            step(new TimeAdvanced(time.moment())); // what such a picture shows is not the scene
            listener.onAnalysed(camera, time, List.of());
            return;
        }
        if (before != null && away) {
            step(new CameraGap(before.moment(), time.moment()));
        }
        away = false;
        last = time;
        analysed.incrementAndGet();
        List<Track> tracks = TrackGrid.onGrid(tracker.step(detections));
        if (state != told) {
            step(new CameraChanged(time.moment(), state));
            told = state;
        }
        signals.changes(time.moment()).forEach(this::step);
        step(new TracksSeen(time.moment(), tracks));
        listener.onAnalysed(camera, time, tracks);
    }

    /** The camera's state changed. */
    void state(CameraState newState) {
        state = newState;
        if (newState != CameraState.STREAMING) {
            away = true;
        }
        FrameTime at = last;
        // that it streams is told with its next frame: time has gone on since the last
        if (at != null && state != told && state != CameraState.STREAMING) {
            step(new CameraChanged(at.moment(), state));
            told = state;
        }
    }

    /** Called every second or so: lets the time of a silent camera pass, so that intervals and incidents end. */
    void tick(long nowNanos) {
        FrameTime at = last;
        if (at == null) {
            return;
        }
        Duration silent = Duration.ofNanos(nowNanos - at.arrivalNanos());
        if (silent.compareTo(SILENCE) > 0) {
            step(new TimeAdvanced(at.moment().plus(silent)));
        }
    }

    /** No frame will follow: what is open ends, and what was counted is told. */
    public void end() {
        FrameTime at = last;
        if (at != null) {
            step(new RulesChanged(at.moment(), List.of()));
        }
    }

    /** Frames that went through tracker and rules. */
    long analysed() {
        return analysed.get();
    }

    /** Frames left out because a newer one of this camera was analysed before them. */
    long late() {
        return late.get();
    }

    private void step(RuleInput input) {
        listener.onInput(camera, input);
        Step step = RuleEngine.step(rules, input);
        rules = step.state();
        step.outputs().forEach(sink::accept);
        step.counted().forEach(counted -> listener.onCounted(camera, counted));
    }
}
