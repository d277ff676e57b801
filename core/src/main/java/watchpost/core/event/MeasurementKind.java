package watchpost.core.event;

import java.util.Locale;

/** The kinds of measurement and level of the published contract. */
public enum MeasurementKind {
    TRAFFIC_FLOW,
    FOOTFALL,
    OCCUPANCY,
    DWELL,
    QUEUE,
    HEATMAP,
    STOCK,
    PATHS;

    /** The word of the published contract: {@code traffic-flow}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
