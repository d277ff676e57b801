package watchpost.alerts.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import watchpost.alerts.contract.Json;
import watchpost.alerts.contract.Origin;
import watchpost.alerts.contract.Rank;
import watchpost.alerts.outbox.Copier;
import watchpost.alerts.outbox.StoredMessage;
import watchpost.core.ground.GeoPoint;
import watchpost.core.rule.RuleSpec;
import watchpost.core.rule.TrafficRule;

/**
 * Records of traffic and of people as NGSI-LD entities of the Smart Data Models, normalised form. What was not measured is absent.
 * Source: smart-data-models, dataModel.Transportation, TrafficFlowObserved and CrowdFlowObserved; ETSI GS CIM 009.
 */
final class NgsiLd implements Copier {
    private static final List<String> CONTEXT = List.of(
            "https://raw.githubusercontent.com/smart-data-models/dataModel.Transportation/master/context.jsonld",
            "https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context.jsonld");
    private static final String TRAFFIC = "TrafficFlowObserved";
    private static final String CROWD = "CrowdFlowObserved";
    /** The model's word for what the detector calls it. */
    private static final Map<String, String> VEHICLES =
            Map.of("car", "car", "truck", "lorry", "bus", "bus", "motorcycle", "motorcycle", "bicycle", "bicycle");

    private final String prefix;
    private final Origin origin;
    /** Places of cameras, and the lanes of each camera's rules in their order. */
    private final Map<String, GeoPoint> places = new HashMap<>();

    private final Map<String, List<String>> lanes = new HashMap<>();

    /** @param prefix of its topics */
    NgsiLd(String prefix, Origin origin) {
        this.prefix = prefix;
        this.origin = origin;
    }

    /** From now on these are watched. */
    void show(List<ProfileSettings.Watched> cameras) {
        places.clear();
        lanes.clear();
        for (ProfileSettings.Watched camera : cameras) {
            camera.location().ifPresent(place -> places.put(camera.id().value(), place));
            for (RuleSpec rule : camera.rules()) {
                if (rule instanceof TrafficRule.Flow flow) {
                    List<String> names =
                            flow.lanes().stream().map(lane -> lane.name()).toList();
                    lanes.put(camera.id() + "/" + rule.id(), names);
                }
            }
        }
    }

    @Override
    public List<Copy> copies(StoredMessage message) {
        if (message.rank() != Rank.MEASUREMENT) {
            return List.of();
        }
        ObjectNode node = Json.parse(message.payload());
        return switch (node.path("kind").asText()) {
            case "traffic-flow" -> traffic(node);
            case "footfall" -> crowd(node);
            default -> List.of();
        };
    }

    /** One entity for all vehicles of the lane, with what was measured of the lane, and one for each type with its number. */
    private List<Copy> traffic(ObjectNode node) {
        String lane = node.path("lane").asText();
        List<Copy> copies = new ArrayList<>();
        Entity all = lane(node, lane, "all");
        all.measured("intensity", node.path("count"), "");
        JsonNode occupancy = node.path("occupancy_percent");
        if (occupancy.isNumber()) {
            all.measured("occupancy", Json.value(occupancy.asDouble() / 100), "");
        }
        all.measured("averageVehicleSpeed", node.path("mean_speed_kmh"), "KMH");
        all.measured("averageHeadwayTime", node.path("mean_headway_s"), "SEC");
        JsonNode service = node.path("level_of_service");
        if (service.isTextual()) {
            all.property("congested").put("value", service.asText().equals("F"));
        }
        copies.add(all.copy());
        node.path("by_class").properties().forEach(ofClass -> {
            String type = VEHICLES.get(ofClass.getKey());
            if (type != null) {
                Entity one = lane(node, lane, type);
                one.property("vehicleType").put("value", type);
                one.measured("intensity", ofClass.getValue(), "");
                copies.add(one.copy());
            }
        });
        return copies;
    }

    private Entity lane(ObjectNode node, String lane, String vehicles) {
        Entity entity = new Entity(TRAFFIC, node, List.of(lane, vehicles));
        entity.property("name").put("value", lane);
        String rule = node.path("camera").asText() + "/" + node.path("rule").asText();
        int number = lanes.getOrDefault(rule, List.of()).indexOf(lane) + 1;
        if (number > 0) {
            entity.property("laneId").put("value", number);
        }
        entity.property("laneDirection").put("value", node.path("direction").asText());
        return entity;
    }

    private List<Copy> crowd(ObjectNode node) {
        List<Copy> copies = new ArrayList<>();
        Map.of("in", "inbound", "out", "outbound").entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(way -> node.path(way.getKey()).has("person"))
                .forEach(way -> {
                    Entity entity = new Entity(CROWD, node, List.of(way.getValue()));
                    entity.property("name").put("value", node.path("line").asText());
                    entity.property("direction").put("value", way.getValue());
                    entity.measured("peopleCount", node.path(way.getKey()).path("person"), "");
                    copies.add(entity.copy());
                });
        return copies;
    }

    /** What was observed in one interval, of one thing. */
    private final class Entity {
        private final String topic;
        private final ObjectNode node = Json.object();
        private final String observedAt;
        private final JsonNode completeness;

        Entity(String type, ObjectNode record, List<String> which) {
            String camera = record.path("camera").asText();
            List<String> names =
                    new ArrayList<>(List.of(camera, record.path("rule").asText()));
            names.addAll(which);
            topic = prefix + "/" + type + "/" + String.join("/", names);
            String from = record.path("interval").path("from").asText();
            observedAt = record.path("interval").path("to").asText();
            completeness = record.path("completeness");
            node.put(
                    "id",
                    "urn:ngsi-ld:" + type + ":" + origin.site() + ":" + origin.box() + ":" + String.join(":", names));
            node.put("type", type);
            property("dateObserved").put("value", from + "/" + observedAt);
            date("dateObservedFrom", from);
            date("dateObservedTo", observedAt);
            Optional.ofNullable(places.get(camera)).ifPresent(this::location);
        }

        private void date(String name, String stamp) {
            property(name).putObject("value").put("@type", "DateTime").put("@value", stamp);
        }

        private void location(GeoPoint place) {
            ObjectNode value =
                    node.putObject("location").put("type", "GeoProperty").putObject("value");
            value.put("type", "Point")
                    .putArray("coordinates")
                    .add(place.longitude())
                    .add(place.latitude());
        }

        ObjectNode property(String name) {
            return node.putObject(name).put("type", "Property");
        }

        /** A number, if there is one, with what part of the interval was watched for it. */
        void measured(String name, JsonNode value, String unit) {
            if (!value.isNumber()) {
                return;
            }
            ObjectNode property = property(name);
            property.set("value", value);
            property.put("observedAt", observedAt);
            if (!unit.isEmpty()) {
                property.put("unitCode", unit);
            }
            property.putObject("completeness").put("type", "Property").set("value", completeness);
        }

        Copy copy() {
            CONTEXT.forEach(node.withArray("@context")::add);
            return new Copy(topic, Json.bytes(node), false);
        }
    }
}
