package watchpost.alerts.incident;

import java.util.Locale;

/** Where an incident is in its life. */
public enum Phase {
    OPENED,
    UPDATED,
    CLOSED;

    /** The word of the published contract. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
