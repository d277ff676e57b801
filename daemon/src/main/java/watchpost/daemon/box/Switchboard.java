package watchpost.daemon.box;

import java.util.List;
import java.util.Optional;
import watchpost.alerts.AlertService;
import watchpost.alerts.IncidentNote;
import watchpost.alerts.incident.Phase;
import watchpost.core.event.CameraStatus;
import watchpost.core.event.Level;
import watchpost.core.event.Measurement;
import watchpost.core.event.RuleEvent;
import watchpost.core.event.RuleOutput;
import watchpost.core.event.Subject;
import watchpost.core.id.CameraId;
import watchpost.core.port.CameraStatusSink;
import watchpost.core.port.RuleOutputSink;
import watchpost.core.time.FrameTime;
import watchpost.core.vision.Detections;
import watchpost.core.vision.Track;
import watchpost.daemon.journal.Journal;
import watchpost.daemon.live.IncidentView;
import watchpost.daemon.live.LiveModel;
import watchpost.daemon.live.TracksOfMoment;
import watchpost.daemon.metrics.BoxMetrics;
import watchpost.daemon.pipeline.PipelineListener;
import watchpost.daemon.privacy.Blurring;
import watchpost.rules.engine.RuleInput;

/** Who is told what: conclusions and states go to the alerts, and what people may want to see goes to the live model as well. */
final class Switchboard implements RuleOutputSink, PipelineListener, CameraStatusSink {
    private final AlertService alerts;
    private final Arming arming;
    private final LiveModel live;
    private final BoxMetrics metrics;
    private final Optional<Journal> journal;
    private final Watchers watchers;

    /** Who follows what is seen. */
    record Watchers(TrackHistory tracks, Blurring blurring, SecondLooks second, BestShots best) {}

    Switchboard(
            AlertService alerts,
            Arming arming,
            LiveModel live,
            BoxMetrics metrics,
            Optional<Journal> journal,
            Watchers watchers) {
        this.alerts = alerts;
        this.arming = arming;
        this.live = live;
        this.metrics = metrics;
        this.journal = journal;
        this.watchers = watchers;
    }

    /** From the pipeline: what a rule concluded. */
    @Override
    public void accept(RuleOutput output) {
        arming.accept(output);
        output.match(new ToLiveModel());
    }

    /** From the pipeline: what is followed in a picture. */
    @Override
    public void onAnalysed(CameraId camera, FrameTime time, List<Track> tracks) {
        metrics.analysed(System.nanoTime() - time.arrivalNanos());
        live.tracks(new TracksOfMoment(camera, time.moment(), tracks));
        watchers.second().onAnalysed(camera, time, tracks);
        watchers.best().onAnalysed(camera, time, tracks);
    }

    /** From the pipeline: what is in a picture. */
    @Override
    public void onFound(Detections found, List<Track> followed) {
        watchers.blurring().saw(found, followed);
    }

    /** From the pipeline: what the rules are given. */
    @Override
    public void onInput(CameraId camera, RuleInput input) {
        if (input instanceof RuleInput.TracksSeen seen) {
            watchers.tracks().add(new TracksOfMoment(camera, seen.at(), seen.tracks()));
        }
        journal.ifPresent(book -> book.accept(camera, input));
    }

    /** From a capture thread: what a camera is doing. */
    @Override
    public void accept(CameraStatus status) {
        alerts.accept(status);
        live.camera(status);
    }

    /** From the thread {@code outbox}: an incident that is stored. */
    void stored(IncidentNote note) {
        watchers.best().told(note.incident());
        boolean open = note.incident().phase() != Phase.CLOSED;
        String kind = note.incident().kind().wireName();
        if (live.incident(new IncidentView(
                note.incident().id(),
                kind,
                open,
                note.json(),
                note.incident().subject().map(Subject::box)))) {
            metrics.incident(kind, note.incident().severity().wireName());
        }
    }

    private final class ToLiveModel implements RuleOutput.Cases<Boolean> {
        @Override
        public Boolean event(RuleEvent event) {
            return false; // shown once it is an incident and stored
        }

        @Override
        public Boolean measurement(Measurement measurement) {
            live.measurement(measurement);
            return true;
        }

        @Override
        public Boolean level(Level level) {
            live.level(level);
            return true;
        }
    }
}
