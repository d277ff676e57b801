package watchpost.alerts.contract.spec;

import static watchpost.alerts.contract.spec.Field.sometimes;

import java.util.Arrays;
import java.util.List;
import watchpost.core.event.CameraState;
import watchpost.core.event.IncidentKind;
import watchpost.core.rule.Direction;

/**
 * What each kind of incident says under {@code attributes}. The box's own incidents of a kind and tests leave all of it out, so none of
 * it is demanded by the schemas.
 */
final class Attributes {
    private static final Field DWELL =
            sometimes("dwell_s", Types.AMOUNT, "how long it has lasted").in("s").such(12);
    private static final Field LASTED = sometimes("lasted_s", Types.AMOUNT, "how long it has lasted")
            .in("s")
            .such(30);
    private static final Field SPEED = sometimes(
                    "speed_kmh", Types.AMOUNT, "speed over ground, where the camera is calibrated")
            .in("km/h");
    private static final Field SPEED_ERROR = sometimes(
                    "speed_error_kmh", Types.AMOUNT, "the true speed is within this in at least 95 % of cases")
            .in("km/h");
    private static final Field LIMIT =
            sometimes("limit", Types.COUNT, "the rule's limit").such(5);
    private static final Field COUNT =
            sometimes("count", Types.COUNT, "how many there are").such(7);

    private Attributes() {}

    /** Where incidents of {@code kind} come from. */
    static String origin(IncidentKind kind) {
        return switch (kind) {
            case QUEUE -> "a `queue` rule";
            case DWELL -> "a `dwell` rule with a limit";
            case OUT_OF_STOCK -> "a `stock` rule";
            case OCCUPANCY_LIMIT -> "an `occupancy` rule with a limit";
            case TAMPER ->
                "a rule of that kind; and the box itself, without `rule` and attributes, while a camera is `blind` or `frozen`";
            case CAMERA_OFFLINE ->
                "the box itself, when a camera sends no pictures; one that is `blind` or `frozen` sends some";
            case DEGRADED ->
                "the box itself: the detector lost its GPU or a provider that the configuration names is missing, or alerts are"
                        + " stored more slowly than they happen";
            case DISK_FULL -> "the box itself: somebody has filled the disk";
            case CLOCK_UNSURE -> "the box itself; reserved";
            default -> "a rule of that kind";
        };
    }

    static List<Field> of(IncidentKind kind) {
        return switch (kind) {
            case INTRUSION, LOITERING, STOPPED_VEHICLE, PEDESTRIAN_ON_ROAD, DWELL -> List.of(DWELL);
            case LINE_CROSSING ->
                List.of(sometimes(
                                "direction",
                                Type.Word.of(Direction.values()),
                                "as seen from the line's first point towards its second")
                        .such("left-to-right"));
            case ABANDONED_OBJECT ->
                List.of(
                        sometimes(
                                "left_at", Types.TIME, "since when the `object`, which is the thing, has stood there"),
                        sometimes("alone_s", Types.AMOUNT, "how long nobody has been near")
                                .in("s"),
                        sometimes("owner_track", new Type.Whole(0), "who brought it, where that was seen"));
            case REMOVED_OBJECT ->
                List.of(
                        sometimes("stood_s", Types.AMOUNT, "how long it had stood")
                                .in("s"),
                        sometimes("last_seen_at", Types.TIME, "when the `object`, which is the thing, was last seen"));
            case CROWD ->
                List.of(
                        COUNT,
                        LIMIT,
                        sometimes("density_per_m2", Types.AMOUNT, "where the camera is calibrated")
                                .in("1/m²"));
            case TAMPER ->
                List.of(sometimes("state", Type.Word.of(hiding()), "what is wrong with the picture"), LASTED);
            case WRONG_WAY -> List.of(DWELL, SPEED, SPEED_ERROR);
            case QUEUE -> queue();
            case CONGESTION ->
                List.of(
                        sometimes("vehicles", Types.COUNT, "how many there are"),
                        LASTED,
                        sometimes("mean_speed_kmh", Types.AMOUNT, "where the camera is calibrated")
                                .in("km/h"));
            case SPEEDING ->
                List.of(
                        SPEED,
                        SPEED_ERROR,
                        sometimes("limit_kmh", Types.AMOUNT, "the rule's limit").in("km/h"),
                        sometimes("tolerance_kmh", Types.AMOUNT, "what the rule takes off")
                                .in("km/h"));
            case RED_LIGHT ->
                List.of(
                        sometimes("red_s", Types.AMOUNT, "since the signal turned red")
                                .in("s"),
                        sometimes("signal", Types.text("north"), "the signal's name"));
            case NEAR_MISS -> nearMiss();
            case OUT_OF_STOCK ->
                List.of(
                        sometimes("class", Types.text("bottle"), "what is missing"),
                        sometimes("count", Types.COUNT, "how many there are still"),
                        LASTED);
            case OCCUPANCY_LIMIT -> List.of(COUNT, LIMIT);
            case CAMERA_OFFLINE, DEGRADED, DISK_FULL, CLOCK_UNSURE -> List.of();
        };
    }

    private static List<Field> queue() {
        return List.of(
                sometimes("length", Types.COUNT, "vehicles that wait, where it is about a lane"),
                LASTED,
                sometimes("queue_m", Types.AMOUNT, "its length on the ground, where the camera is calibrated")
                        .in("m"),
                COUNT,
                LIMIT);
    }

    private static List<Field> nearMiss() {
        return List.of(
                sometimes(
                                "post_encroachment_s",
                                Types.AMOUNT,
                                "between one leaving the place and the other coming, where that was short")
                        .in("s"),
                sometimes("time_to_collision_s", Types.AMOUNT, "where that was short")
                        .in("s"),
                sometimes("other_class", Types.text("car"), "the stronger one, while `object` is the weaker"),
                sometimes("other_track", new Type.Whole(0), "its number"));
    }

    private static CameraState[] hiding() {
        return Arrays.stream(CameraState.values())
                .filter(CameraState::hidesScene)
                .toArray(CameraState[]::new);
    }
}
