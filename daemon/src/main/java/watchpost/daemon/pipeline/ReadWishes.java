package watchpost.daemon.pipeline;

import java.util.List;
import watchpost.core.event.RuleEvent;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.core.event.RuleOutput;
import watchpost.core.id.CameraId;
import watchpost.core.port.SecondStage;
import watchpost.core.rule.RuleSpec;
import watchpost.core.time.FrameTime;
import watchpost.core.vision.Sighting;
import watchpost.core.vision.Track;

/** Which objects the second stage sees, and of which it is asked: those of rules that want something read. The pipeline's thread. */
public record ReadWishes(SecondStage stage) {
    /** @param rules of the camera */
    public void onConcluded(RuleOutput output, List<RuleSpec> rules) {
        if (output instanceof RuleEvent event
                && event.phase() == Phase.OPENED
                && rules.stream().anyMatch(rule -> wants(rule) && rule.id().equals(event.rule()))) {
            event.subject().ifPresent(subject -> stage.ask(event.camera(), subject.track()));
        }
    }

    /**
     * What is followed in a picture.
     *
     * @param rules of the camera
     */
    public void onAnalysed(CameraId camera, FrameTime time, List<Track> tracks, List<RuleSpec> rules) {
        List<RuleSpec> reading = rules.stream().filter(ReadWishes::wants).toList();
        for (Track track : tracks) {
            boolean wanted = track.observed()
                    && reading.stream().anyMatch(rule -> rule.watch().wantsClass(track.label()));
            if (wanted) {
                stage.seen(new Sighting(camera, track.id(), time.moment(), track.box(), track.confidence()));
            }
        }
    }

    /** Whether the rule wants something read. */
    public static boolean wants(RuleSpec rule) {
        return rule.watch().read().isPresent();
    }
}
