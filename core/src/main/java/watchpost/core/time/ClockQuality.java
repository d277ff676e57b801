package watchpost.core.time;

import java.util.Locale;

/** How far a wall-clock stamp can be trusted. */
public enum ClockQuality {
    /** The box's clock was synchronised when the stamp was made. */
    SYNCED,
    /** The box's clock had not been synchronised yet. */
    UNSYNCED,
    /** Stamped before synchronisation, put right afterwards. */
    CORRECTED;

    /** The word of the published contract. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
