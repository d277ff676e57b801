package watchpost.alerts.contract.spec;

import static watchpost.alerts.contract.spec.Field.sometimes;

import java.util.List;

/** What a record {@code traffic-flow} says. */
final class Traffic {
    private Traffic() {}

    static List<Field> flow(Field lane) {
        return List.of(
                lane,
                sometimes("direction", Types.oneOf("forward"), "along the lane's heading"),
                sometimes("count", Types.COUNT, "how many passed"),
                sometimes("by_class", Types.BY_CLASS, "how many passed, by class"),
                sometimes("flow_per_hour", Types.AMOUNT, "absent when less than a tenth of the interval was watched")
                        .in("1/h"),
                sometimes(
                                "occupancy_percent",
                                Type.Amount.between(0, 100),
                                "the part of the time in which somebody was there")
                        .in("%"),
                sometimes("mean_headway_s", Types.AMOUNT, "from one to the next")
                        .in("s"),
                sometimes("wrong_way_count", Types.COUNT, "how many went the other way"),
                sometimes("wrong_way_by_class", Types.BY_CLASS, "the same by class"),
                sometimes("mean_speed_kmh", Types.AMOUNT, "where the camera is calibrated")
                        .in("km/h"),
                sometimes("p85_speed_kmh", Types.AMOUNT, "what 85 of 100 do not exceed, where the camera is calibrated")
                        .in("km/h"),
                sometimes(
                        "speed_samples",
                        Types.COUNT,
                        "how many speeds these are of (those whose error bound is above 5 km/h and a fifth are left out)"),
                sometimes("density_per_km", Types.AMOUNT, "where the camera is calibrated")
                        .in("1/km"),
                sometimes("queue_m", Types.AMOUNT, "the longest of the interval, where the camera is calibrated")
                        .in("m"),
                sometimes(
                        "level_of_service",
                        Types.oneOf("A", "B", "C", "D", "E", "F"),
                        "from the density, where the camera is calibrated"));
    }
}
