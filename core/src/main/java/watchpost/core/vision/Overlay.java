package watchpost.core.vision;

import java.util.List;
import watchpost.core.geometry.Box;
import watchpost.core.geometry.Polygon;
import watchpost.core.geometry.Segment;

/** What is drawn over a picture, in drawing order. */
public record Overlay(List<Mark> marks) {
    public Overlay {
        marks = List.copyOf(marks);
    }

    /** How much a mark should catch the eye. */
    public enum Tone {
        QUIET,
        NORMAL,
        ALARM
    }

    /** One drawn thing; {@code caption} may be empty. */
    public sealed interface Mark {
        String caption();

        Tone tone();
    }

    public record BoxMark(Box box, String caption, Tone tone) implements Mark {}

    public record ZoneMark(Polygon zone, String caption, Tone tone) implements Mark {}

    public record LineMark(Segment line, String caption, Tone tone) implements Mark {}
}
