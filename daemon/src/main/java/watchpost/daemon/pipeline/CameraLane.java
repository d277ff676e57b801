package watchpost.daemon.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import watchpost.core.event.CameraState;
import watchpost.core.ground.GroundPlane;
import watchpost.core.id.CameraId;
import watchpost.core.port.RuleOutputSink;
import watchpost.core.rule.RuleSpec;
import watchpost.core.time.FrameTime;
import watchpost.core.time.Moment;
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
    /** So far apart are the frames that stand for a time in which nothing moved. */
    private static final Duration STILL_STEP = Duration.ofMillis(500);
    /** Key frames further apart than this do not stand for each other. */
    private static final Duration LONGEST_STILL = Duration.ofSeconds(15);

    private final CameraId camera;
    private final Tracker tracker;
    private final RuleOutputSink sink;
    private final PipelineListener listener;
    private final TrackerSettings settings;
    private final Optional<GroundPlane> ground;
    private SignalEyes signals;
    private final CameraControl control;
    private Stir stir;
    private final Coverage coverage;

    private final AtomicLong analysed = new AtomicLong();
    private final AtomicLong late = new AtomicLong();

    private RuleState rules;
    private @Nullable Detections last;
    private OptionalLong waitingSince = OptionalLong.empty();
    private boolean away;
    private CameraState state = CameraState.STREAMING;
    /** The state as the rules know it. */
    private CameraState told = CameraState.STREAMING;

    public CameraLane(
            CameraId camera,
            TrackerSettings tracker,
            LaneRules rules,
            RuleOutputSink sink,
            PipelineListener listener,
            CameraControl control) {
        this.camera = camera;
        this.settings = tracker;
        this.ground = rules.ground();
        this.tracker = new Tracker(tracker);
        this.rules = RuleEngine.initial(camera, rules.rules(), rules.ground());
        this.sink = sink;
        this.listener = listener;
        this.signals = new SignalEyes(rules.rules());
        this.control = control;
        this.stir = new Stir(rules.classes(), tracker.low());
        this.coverage = new Coverage(rules.analysedFps());
    }

    /** A frame goes to the detector; it stays the caller's. Its traffic signals are read now, and count when its detections come. */
    public void look(Frame frame) {
        signals.look(frame);
    }

    /** A frame came back from the detector. */
    public void seen(Detections detections) {
        FrameTime time = detections.time();
        Detections before = last;
        if (before != null && time.moment().isBefore(before.time().moment())) {
            late.incrementAndGet(); // its camera went back, and a newer one was at the detector by then
            return;
        }
        if (before != null && state.hidesScene()) {
            listener.onFound(detections, List.of());
            step(new TimeAdvanced(time.moment())); // what such a picture shows is not the scene
            listener.onAnalysed(camera, time, List.of());
            return;
        }
        Stir.Movement movement = control.mayRest(camera) ? stir.seen(detections) : Stir.Movement.NONE;
        if (movement != Stir.Movement.NONE) {
            control.attend(camera);
        }
        if (before != null && time.still() && movement == Stir.Movement.NOW) {
            control.goBackTo(camera, before.time().moment()); // this frame comes again, after those before it
            return;
        }
        if (before != null) {
            passed(before, time);
        }
        away = false;
        last = detections;
        analysed.incrementAndGet();
        List<Track> tracks = TrackGrid.onGrid(tracker.step(detections));
        listener.onFound(detections, tracks);
        if (state != told) {
            step(new CameraChanged(time.moment(), state));
            told = state;
        }
        signals.changes(time.moment()).forEach(this::step);
        step(new TracksSeen(time.moment(), tracks));
        listener.onAnalysed(camera, time, tracks);
    }

    private void passed(Detections before, FrameTime time) {
        Moment moment = before.time().moment();
        if (away) {
            coverage.blind(nanosBetween(moment, time.moment()));
            step(new CameraGap(moment, time.moment()));
        } else {
            coverage.between(nanosBetween(moment, time.moment()), time.still());
            fillIn(before, time);
        }
    }

    /** Nothing moved between two frames that lie far apart: what was seen in the first holds until the second. */
    private void fillIn(Detections before, FrameTime until) {
        Duration span = until.moment().since(before.time().moment());
        if (!until.still() || span.compareTo(LONGEST_STILL) > 0) {
            return;
        }
        Duration at = STILL_STEP;
        while (at.plus(STILL_STEP).compareTo(span) <= 0) {
            FrameTime time = new FrameTime(before.time().moment().plus(at), until.arrivalNanos());
            Detections same = new Detections(camera, time, before.picture(), before.found());
            step(new TracksSeen(time.moment(), TrackGrid.onGrid(tracker.step(same))));
            at = at.plus(STILL_STEP);
        }
    }

    private static long nanosBetween(Moment from, Moment to) {
        return to.since(from).toNanos();
    }

    /**
     * Other rules from now on; the journal, which is read with the rules of the configuration, is not told. Traffic signals are looked at
     * anew, and what is on the move too.
     */
    void rules(List<RuleSpec> others) {
        signals = new SignalEyes(others);
        stir = new Stir(new LaneRules(others, ground, 0).classes(), settings.low());
        Detections at = last;
        if (at == null) {
            rules = RuleEngine.initial(camera, others, ground);
        } else {
            tell(RuleEngine.step(rules, new RulesChanged(at.time().moment(), others)));
        }
    }

    /** The camera's state changed. */
    void state(CameraState newState) {
        state = newState;
        if (newState != CameraState.STREAMING) {
            away = true;
        }
        Detections at = last;
        // that it streams is told with its next frame: time has gone on since the last
        if (at != null && state != told && state != CameraState.STREAMING) {
            step(new CameraChanged(at.time().moment(), state));
            told = state;
        }
    }

    /** Called every second or so: lets the time of a silent camera pass, so that intervals and incidents end. */
    void tick(long nowNanos) {
        Detections at = last;
        if (at == null) {
            coverage.blind(nowNanos - waitingSince.orElse(nowNanos));
            waitingSince = OptionalLong.of(nowNanos);
            return;
        }
        Duration silent = Duration.ofNanos(nowNanos - at.time().arrivalNanos());
        Duration allowed = control.isResting(camera) ? LONGEST_STILL : SILENCE;
        if (silent.compareTo(allowed) > 0) {
            step(new TimeAdvanced(at.time().moment().plus(silent)));
        }
    }

    /** No frame will follow: what is open ends, and what was counted is told. */
    public void end() {
        Detections at = last;
        if (at != null) {
            step(new RulesChanged(at.time().moment(), List.of()));
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

    /** How well the camera was watched up to its last frame. */
    PipelineCounters.Coverage coverage() {
        return coverage.seconds();
    }

    private void step(RuleInput input) {
        listener.onInput(camera, input);
        tell(RuleEngine.step(rules, input));
    }

    private void tell(Step step) {
        rules = step.state();
        step.outputs().forEach(sink::accept);
        step.counted().forEach(counted -> listener.onCounted(camera, counted));
    }
}
