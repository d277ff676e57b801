package watchpost.core.event;

import java.util.Locale;

/** How urgent an incident is, lowest first. */
public enum Severity {
    INFO,
    WARNING,
    ALARM;

    /** The word of the published contract. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
