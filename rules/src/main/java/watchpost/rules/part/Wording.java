package watchpost.rules.part;

import java.util.Locale;
import watchpost.core.event.Subject;
import watchpost.rules.fold.Sighting;

/** Numbers and things as people say them. */
public final class Wording {
    private static final double NANOS = 1e-9;

    private Wording() {}

    /** "1.5 s", "12 s", "4 min": as exact as anyone wants to know. */
    public static String duration(long nanos) {
        double seconds = nanos * NANOS;
        if (seconds >= 119.5) {
            return Math.round(seconds / 60) + " min";
        }
        double rounded = seconds < 9.95 ? Math.round(seconds * 10) / 10.0 : Math.round(seconds);
        return rounded == Math.rint(rounded)
                ? String.format(Locale.ROOT, "%d s", (long) rounded)
                : String.format(Locale.ROOT, "%.1f s", rounded);
    }

    /** Seconds, rounded to hundredths: finer is noise of the detector. */
    public static double seconds(long nanos) {
        return rounded(nanos * NANOS);
    }

    public static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }

    public static Subject subject(Sighting sighting) {
        return new Subject(
                sighting.track().label(),
                sighting.track().confidence(),
                sighting.track().id(),
                sighting.track().box());
    }
}
