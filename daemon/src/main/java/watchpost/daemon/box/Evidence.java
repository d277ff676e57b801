package watchpost.daemon.box;

import java.util.List;
import java.util.Optional;
import watchpost.alerts.evidence.EvidencePicture;
import watchpost.alerts.evidence.PictureSource;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.RuleEvent;
import watchpost.core.event.Subject;
import watchpost.core.id.CameraId;
import watchpost.core.time.Moment;
import watchpost.core.vision.Picture;
import watchpost.daemon.scene.Overlays;
import watchpost.daemon.scene.RuleShapes;

/**
 * The picture of an event: the camera's own of that moment, with the place and the object marked and the masks named. An event may be
 * told for a moment between two pictures, and some time after it; so the object's mark is where it was followed in the picture that is
 * shown.
 */
final class Evidence implements PictureSource {
    /** The last pictures of the cameras, without what is not to be recognised in them. */
    @FunctionalInterface
    interface Pictures {
        /** The camera's picture nearest to {@code moment}. */
        Optional<Picture> at(CameraId camera, Moment moment);
    }

    private final CurrentConfig config;
    private final TrackHistory tracks;
    private final Pictures pictures;

    Evidence(CurrentConfig config, TrackHistory tracks, Pictures pictures) {
        this.config = config;
        this.tracks = tracks;
        this.pictures = pictures;
    }

    @Override
    public Optional<EvidencePicture> evidence(RuleEvent event) {
        // a camera whose masks nobody knows gives no picture
        return config.camera(event.camera()).flatMap(camera -> best(event)
                .map(picture -> new EvidencePicture(
                        picture,
                        Overlays.ofEvent(RuleShapes.of(camera.rules(), List.of()), event, marked(event, picture)),
                        camera.masks())));
    }

    /** The picture nearest to the event, or the nearest one in which its object was detected. */
    private Optional<Picture> best(RuleEvent event) {
        Optional<Picture> nearest = pictures.at(event.camera(), event.at());
        Optional<Subject> subject = event.subject();
        if (nearest.isEmpty() || subject.isEmpty() || seen(event, nearest.get()).isPresent()) {
            return nearest;
        }
        return tracks.nearest(event.camera(), event.at(), subject.get().track())
                .flatMap(moment -> pictures.at(event.camera(), moment))
                .filter(picture -> seen(event, picture).isPresent())
                .or(() -> nearest);
    }

    private Optional<Subject> marked(RuleEvent event, Picture picture) {
        return seen(event, picture).or(() -> event.subject().filter(subject -> stands(event.kind())));
    }

    /** What was left or taken away stands where it stands, whether or not it is detected in this picture. */
    private static boolean stands(IncidentKind kind) {
        return kind == IncidentKind.ABANDONED_OBJECT || kind == IncidentKind.REMOVED_OBJECT;
    }

    /** The event's object as it is in {@code picture}. */
    private Optional<Subject> seen(RuleEvent event, Picture picture) {
        return event.subject()
                .flatMap(subject -> tracks.at(event.camera(), picture.time().moment())
                        .flatMap(seen -> TrackHistory.find(seen, subject.track()))
                        .map(track -> new Subject(subject.label(), track.confidence(), track.id(), track.box())));
    }
}
