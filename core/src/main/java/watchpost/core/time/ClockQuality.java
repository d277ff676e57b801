package watchpost.core.time;

import java.time.Instant;
import java.util.Locale;

/** How far a wall-clock stamp can be trusted. */
public enum ClockQuality {
    /** The box's clock was synchronised when the stamp was made. */
    SYNCED,
    /** The box's clock had not been synchronised yet. */
    UNSYNCED,
    /** Stamped before synchronisation, put right afterwards. */
    CORRECTED;

    private static final Instant SET_AFTER = Instant.parse("2025-01-01T00:00:00Z");

    /** True if a clock that says {@code reading} can have been synchronised: there was nothing of this program before that. */
    public static boolean isPlausible(Instant reading) {
        return reading.isAfter(SET_AFTER);
    }

    /** The word of the published contract. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
