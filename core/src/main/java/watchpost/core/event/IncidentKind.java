package watchpost.core.event;

import java.util.Locale;

/** The kinds of incident of the published contract. */
public enum IncidentKind {
    INTRUSION,
    LINE_CROSSING,
    LOITERING,
    ABANDONED_OBJECT,
    REMOVED_OBJECT,
    CROWD,
    TAMPER,
    WRONG_WAY,
    STOPPED_VEHICLE,
    PEDESTRIAN_ON_ROAD,
    QUEUE,
    CONGESTION,
    SPEEDING,
    RED_LIGHT,
    NEAR_MISS,
    OCCUPANCY_LIMIT,
    OUT_OF_STOCK,
    DWELL,
    CAMERA_OFFLINE,
    DEGRADED,
    DISK_FULL,
    CLOCK_UNSURE;

    /** The word of the published contract, also a topic level: {@code line-crossing}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
