package watchpost.daemon.box;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import watchpost.alerts.evidence.EvidencePicture;
import watchpost.alerts.evidence.PictureSource;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.RuleEvent;
import watchpost.core.event.Subject;
import watchpost.core.geometry.Box;
import watchpost.core.id.CameraId;
import watchpost.core.time.Moment;
import watchpost.core.vision.Picture;
import watchpost.daemon.scene.Overlays;
import watchpost.daemon.scene.RuleShapes;
import watchpost.detector.second.Sharpness;

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

        /** What lies in {@code box} of the camera's picture of exactly {@code moment}, as it is: to be measured, not to be shown. */
        default Optional<Picture> part(CameraId camera, Moment moment, Box box) {
            return Optional.empty();
        }
    }

    /** A larger picture may be less sharp than the one before, but not motion-blurred. */
    private static final double AS_SHARP = 0.6;

    private static final int MOST_OBJECTS = 500;

    private final CurrentConfig config;
    private final TrackHistory tracks;
    private final Pictures pictures;
    /** Of the objects that have pictures. The thread evidence only. */
    private final Map<Key, Double> sharpest = new LinkedHashMap<>();

    private record Key(CameraId camera, long track) {}

    Evidence(CurrentConfig config, TrackHistory tracks, Pictures pictures) {
        this.config = config;
        this.tracks = tracks;
        this.pictures = pictures;
    }

    @Override
    public Optional<EvidencePicture> evidence(RuleEvent event) {
        Optional<Picture> picture = best(event);
        picture.flatMap(chosen -> sharpness(event, chosen)).ifPresent(sharp -> note(event, sharp));
        return picture.flatMap(chosen -> drawn(event, chosen));
    }

    @Override
    public Optional<EvidencePicture> better(RuleEvent event) {
        Optional<Picture> picture = pictures.at(event.camera(), event.at())
                .filter(nearest -> nearest.time().moment().stream().equals(event.at().stream()))
                .filter(same -> seen(event, same).isPresent());
        double sharp = picture.flatMap(chosen -> sharpness(event, chosen)).orElse(0.0);
        double before = event.subject()
                .map(subject -> sharpest.getOrDefault(new Key(event.camera(), subject.track()), 0.0))
                .orElse(0.0);
        if (sharp < AS_SHARP * before) {
            return Optional.empty();
        }
        note(event, Math.max(sharp, before));
        return picture.flatMap(chosen -> drawn(event, chosen));
    }

    /** A camera whose masks nobody knows gives no picture. */
    private Optional<EvidencePicture> drawn(RuleEvent event, Picture picture) {
        return config.camera(event.camera())
                .map(camera -> new EvidencePicture(
                        picture,
                        Overlays.ofEvent(RuleShapes.of(camera.rules(), List.of()), event, marked(event, picture)),
                        camera.masks()));
    }

    /** How sharp the object of {@code event} is in {@code picture}. */
    private Optional<Double> sharpness(RuleEvent event, Picture picture) {
        return seen(event, picture)
                .flatMap(subject -> pictures.part(event.camera(), picture.time().moment(), subject.box()))
                .map(Sharpness::of);
    }

    private void note(RuleEvent event, double sharp) {
        event.subject().ifPresent(subject -> sharpest.put(new Key(event.camera(), subject.track()), sharp));
        if (sharpest.size() > MOST_OBJECTS) {
            sharpest.remove(sharpest.keySet().iterator().next());
        }
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
