package watchpost.daemon.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import watchpost.core.event.Place;
import watchpost.core.event.RuleEvent;
import watchpost.core.event.Subject;
import watchpost.core.geometry.Polygon;
import watchpost.core.geometry.Segment;
import watchpost.core.vision.Detection;
import watchpost.core.vision.Overlay;
import watchpost.core.vision.Overlay.BoxMark;
import watchpost.core.vision.Overlay.LineMark;
import watchpost.core.vision.Overlay.Mark;
import watchpost.core.vision.Overlay.Tone;
import watchpost.core.vision.Overlay.ZoneMark;
import watchpost.core.vision.Track;

/** What is drawn over pictures outside the page: evidence, replayed videos, detections. */
public final class Overlays {
    private Overlays() {}

    /**
     * The place and the object that an event is about, and nothing else: evidence is read at a glance.
     *
     * @param seen the object as it is in the picture, if it is there
     */
    public static Overlay ofEvent(List<Shape> shapes, RuleEvent event, Optional<Subject> seen) {
        List<Mark> marks = new ArrayList<>();
        shapes.stream().filter(shape -> isPlaceOf(shape, event)).forEach(shape -> mark(shape, Tone.ALARM)
                .ifPresent(marks::add));
        seen.ifPresent(subject ->
                marks.add(new BoxMark(subject.box(), caption(subject.label(), subject.confidence()), Tone.ALARM)));
        return new Overlay(marks);
    }

    /** Everything that is followed in a picture, over the camera's shapes. */
    public static Overlay ofTracks(List<Shape> shapes, List<Track> tracks) {
        List<Mark> marks = new ArrayList<>();
        shapes.forEach(shape -> mark(shape, Tone.NORMAL).ifPresent(marks::add));
        for (Track track : tracks) {
            marks.add(new BoxMark(
                    track.box(), track.label() + " " + track.id(), track.observed() ? Tone.NORMAL : Tone.QUIET));
        }
        return new Overlay(marks);
    }

    /** Detections with their confidence. */
    public static Overlay ofDetections(List<Detection> detections) {
        return new Overlay(detections.stream()
                .<Mark>map(found -> new BoxMark(found.box(), caption(found.label(), found.confidence()), Tone.NORMAL))
                .toList());
    }

    private static boolean isPlaceOf(Shape shape, RuleEvent event) {
        return event.place()
                .filter(place -> place.name().equals(shape.name()) && fits(place.shape(), shape.kind()))
                .isPresent();
    }

    private static boolean fits(Place.Shape place, Shape.Kind kind) {
        return place.name().equals(kind.name());
    }

    private static Optional<Mark> mark(Shape shape, Tone tone) {
        return switch (shape.kind()) {
            case ZONE, LANE -> Optional.of(new ZoneMark(new Polygon(shape.points()), shape.name(), tone));
            case LINE ->
                Optional.of(new LineMark(
                        new Segment(shape.points().get(0), shape.points().get(1)), shape.name(), tone));
            case MASK -> Optional.empty();
        };
    }

    private static String caption(String label, double confidence) {
        return String.format(Locale.ROOT, "%s %.0f %%", label, 100 * confidence);
    }
}
