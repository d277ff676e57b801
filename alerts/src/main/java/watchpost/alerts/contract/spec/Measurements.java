package watchpost.alerts.contract.spec;

import static watchpost.alerts.contract.spec.Field.always;
import static watchpost.alerts.contract.spec.Field.sometimes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import watchpost.core.event.MeasurementKind;

/** The payloads {@code measurement} and {@code level}. */
final class Measurements {
    private static final Type KIND = Type.Word.of(MeasurementKind.values());
    private static final Field ZONE = sometimes("zone", Types.text("hall"), "where it is about a zone");
    private static final Field LINE = sometimes("line", Types.text("door"), "where it is counted at a line");
    private static final Field LANE =
            sometimes("lane", Types.text("left"), "where it is about vehicles: one record for each lane");
    private static final Field LEVEL_LIMIT =
            sometimes("limit", Types.COUNT, "the rule's limit").such(5);

    private Measurements() {}

    static Payload measurement() {
        return new Payload(
                "measurement",
                "Measurement",
                "What was counted in one closed interval. What was not measured is absent, never zero; an interval that was not watched"
                        + " at all is not sent.",
                Envelope.before(
                        "measurement",
                        true,
                        List.of(
                                always("kind", KIND, "what was measured").such("footfall"),
                                always(
                                        "interval",
                                        new Type.Group(List.of(
                                                always("from", Types.STAMP, "its beginning")
                                                        .such("2026-11-21T02:48:39.123Z"),
                                                always("to", Types.STAMP, "its end"))),
                                        "the interval"),
                                always(
                                                "completeness",
                                                Types.PART,
                                                "the fraction of the interval that was really watched")
                                        .such(0.988))),
                Optional.of(new Payload.Variants("", byKind(Measurements::values))),
                List.of(),
                Optional.empty());
    }

    static Payload level() {
        return new Payload(
                "level",
                "Level",
                "A current value: occupancy, queue length. Retained, and told again in every session.",
                Envelope.head(
                        "level",
                        List.of(
                                always("camera", Types.NAME, "where it is"),
                                always("rule", Types.NAME, "the rule that measures")
                                        .such("hall-limit"),
                                always("kind", KIND, "what is measured").such("occupancy"),
                                always("at", Types.STAMP, "when it was so"),
                                always("clock", Types.CLOCK, "how far that stamp can be trusted"))),
                Optional.of(new Payload.Variants("", byKind(Measurements::levels))),
                List.of(),
                Optional.empty());
    }

    private static Map<String, List<Field>> byKind(Function<MeasurementKind, List<Field>> fields) {
        Map<String, List<Field>> byKind = new LinkedHashMap<>();
        for (MeasurementKind kind : MeasurementKind.values()) {
            byKind.put(kind.wireName(), fields.apply(kind));
        }
        return byKind;
    }

    private static List<Field> levels(MeasurementKind kind) {
        return switch (kind) {
            case OCCUPANCY ->
                List.of(
                        ZONE.such("hall"),
                        LINE,
                        sometimes("occupancy", Types.COUNT, "how many are in").such(3),
                        LEVEL_LIMIT);
            case QUEUE -> List.of(ZONE, LANE, sometimes("length", Types.AMOUNT, "how many wait"), LEVEL_LIMIT);
            case TRAFFIC_FLOW, FOOTFALL, DWELL, HEATMAP, STOCK, PATHS -> List.of();
        };
    }

    private static List<Field> values(MeasurementKind kind) {
        return switch (kind) {
            case TRAFFIC_FLOW -> Traffic.flow(LANE);
            case FOOTFALL ->
                List.of(
                        LINE.such("door"),
                        sometimes("in", Types.BY_CLASS, "how many came in, by class")
                                .such(Map.of("person", 3)),
                        sometimes("out", Types.BY_CLASS, "how many went out, by class")
                                .such(Map.of("person", 1)));
            case OCCUPANCY ->
                List.of(
                        ZONE,
                        LINE,
                        sometimes("mean", Types.AMOUNT, "how many were in, over the time that was watched"),
                        sometimes("max", Types.COUNT, "the most at once"));
            case DWELL ->
                List.of(
                        ZONE,
                        sometimes("samples", Types.COUNT, "visits that ended in the interval"),
                        sometimes("median_s", Types.AMOUNT, "how long half of them lasted at most")
                                .in("s"),
                        sometimes("p90_s", Types.AMOUNT, "how long nine of ten lasted at most")
                                .in("s"));
            case QUEUE ->
                List.of(
                        ZONE,
                        LANE,
                        sometimes("length", Types.AMOUNT, "how many waited, in the mean"),
                        sometimes("max_length", Types.COUNT, "the most that waited"),
                        sometimes(
                                        "wait_median_s",
                                        Types.AMOUNT,
                                        "how long half of those waited at most who stopped waiting")
                                .in("s"),
                        sometimes("wait_p90_s", Types.AMOUNT, "how long nine of ten of them waited at most")
                                .in("s"),
                        sometimes("served", Types.COUNT, "how many were served"),
                        sometimes("abandoned", Types.COUNT, "how many went without, only with a counter zone"),
                        sometimes(
                                        "queue_m",
                                        Types.AMOUNT,
                                        "the longest of the interval, where the camera is calibrated")
                                .in("m"));
            case HEATMAP ->
                List.of(
                        always("columns", new Type.Whole(1), "cells from left to right"),
                        always("rows", new Type.Whole(1), "cells from top to bottom"),
                        always(
                                        "seconds",
                                        new Type.Several(Types.AMOUNT, 0, 0),
                                        "object-seconds by cell, row by row from the top left")
                                .in("s"));
            case STOCK ->
                List.of(
                        ZONE,
                        sometimes("count", Types.BY_CLASS, "the latest, by class"),
                        sometimes("mean", new Type.ByKey(Types.AMOUNT, "bottle"), "in the mean, by class"));
            case PATHS ->
                List.of(sometimes(
                        "paths",
                        new Type.ByKey(Types.COUNT, "door>till"),
                        "how many walked `from>to`, by pairs of zones"));
        };
    }
}
