package watchpost.rules.traffic;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import watchpost.core.event.Values;
import watchpost.core.ground.GroundPlane;
import watchpost.rules.fold.GroundMotion;
import watchpost.rules.fold.Sighting;
import watchpost.rules.part.Fact;

/** Speeds in km/h with their error, where the camera is calibrated. */
final class Speeds {
    /** A speed counts as measured if its error is at most this many km/h … */
    private static final double EXACT_KMH = 5;
    /** … or this share of it. */
    private static final double EXACT_SHARE = 0.2;

    private Speeds() {}

    static @Nullable Fact of(Optional<GroundPlane> ground, Sighting sighting) {
        GroundMotion motion = ground.isEmpty() ? null : GroundMotion.of(ground.get(), sighting.trail());
        return motion == null ? null : new Fact(motion.kmh(), motion.errorKmh());
    }

    /** True if a speed is known well enough to stand in a record. */
    static boolean isExact(@Nullable Fact speed) {
        return speed != null && speed.error() <= Math.max(EXACT_KMH, EXACT_SHARE * speed.value());
    }

    static Values.Builder put(Values.Builder values, @Nullable Fact speed) {
        if (speed != null) {
            values.put("speed_kmh", tenths(speed.value())).put("speed_error_kmh", tenths(speed.error()));
        }
        return values;
    }

    static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
