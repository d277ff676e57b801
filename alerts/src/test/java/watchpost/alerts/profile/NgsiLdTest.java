package watchpost.alerts.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.alerts.Events;
import watchpost.core.event.Measurement;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.core.event.Values;

class NgsiLdTest {
    private static final Set<String> COMMON =
            Set.of("id", "type", "@context", "name", "dateObserved", "dateObservedFrom", "dateObservedTo", "location");
    /** Numbers, words and truths of the two models. */
    private static final Map<String, Set<String>> MODELS = Map.of(
            "TrafficFlowObserved",
            Set.of(
                    "laneId",
                    "laneDirection",
                    "vehicleType",
                    "intensity",
                    "occupancy",
                    "averageVehicleSpeed",
                    "averageHeadwayTime",
                    "congested"),
            "CrowdFlowObserved",
            Set.of("direction", "peopleCount"));

    private static final Set<String> NUMBERS =
            Set.of("laneId", "intensity", "occupancy", "averageVehicleSpeed", "averageHeadwayTime", "peopleCount");
    private static final Set<String> VEHICLES = Set.of("car", "lorry", "bus", "motorcycle", "bicycle");

    @TempDir
    Path directory;

    private ArrayNode entities(Measurement... measurements) throws Exception {
        ArrayNode entities = JsonNodeFactory.instance.arrayNode();
        try (ProfileBench bench = new ProfileBench(directory, Rules.ngsiLd(Rules.gate(Rules.ROAD, Rules.COUNT)))) {
            bench.connect();
            bench.take(Events.intrusion(Phase.OPENED, 7, 1));
            for (Measurement measurement : measurements) {
                bench.take(measurement);
            }
            bench.drain();
            bench.sent().stream()
                    .filter(message -> message.topic().startsWith("city/"))
                    .forEach(message -> entities.addObject()
                            .put("topic", message.topic())
                            .put("retained", message.retained())
                            .set("entity", json(ProfileBench.text(message))));
        }
        for (JsonNode one : entities) {
            assertKeepsTheModel(one.get("entity"));
        }
        return entities;
    }

    private static JsonNode json(String text) {
        try {
            return Golden.json(text);
        } catch (java.io.IOException e) {
            throw new AssertionError(text, e);
        }
    }

    @Test
    void recordsBecomeEntities() throws Exception {
        Golden.check("ngsi-ld", entities(Events.flow(60), calibrated(), Events.footfall(60)));
    }

    @Test
    void whatWasNotMeasuredIsAbsent() throws Exception {
        JsonNode all = entities(Events.flow(60)).get(0).get("entity");
        assertEquals(13, all.at("/intensity/value").asInt());
        assertFalse(all.has("averageVehicleSpeed"));
        assertFalse(all.has("congested"));
    }

    private static Measurement calibrated() {
        Measurement flow = Events.flow(120);
        return new Measurement(
                flow.camera(),
                flow.rule(),
                flow.kind(),
                flow.at(),
                flow.from(),
                flow.to(),
                0.5,
                Values.builder()
                        .put("lane", "south.1")
                        .put("direction", "forward")
                        .put(
                                "by_class",
                                Values.builder().put("bus", 0).put("person", 2).build())
                        .put("count", 0)
                        .put("occupancy_percent", 97.5)
                        .put("mean_speed_kmh", 4.5)
                        .put("level_of_service", "F")
                        .build());
    }

    /** The published models, as far as they bind: names, kinds of values, and the shape of NGSI-LD's normalised form. */
    private static void assertKeepsTheModel(JsonNode entity) {
        String type = entity.path("type").asText();
        assertTrue(entity.path("id").asText().matches("urn:ngsi-ld:" + type + ":[A-Za-z0-9._:-]+"), entity::toString);
        assertTrue(entity.path("@context").isArray() && entity.path("@context").size() == 2, entity::toString);
        assertTrue(entity.has("dateObserved"), "required");
        List<String> names = new ArrayList<>();
        entity.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            assertTrue(COMMON.contains(name) || MODELS.get(type).contains(name), () -> type + " has no " + name);
            JsonNode property = entity.get(name);
            if (property.isObject()) {
                assertEquals(
                        name.equals("location") ? "GeoProperty" : "Property",
                        property.path("type").asText(),
                        name);
                assertTrue(property.has("value"), name);
                assertEquals(NUMBERS.contains(name), property.get("value").isNumber(), name);
            }
        }
        Instant from = Instant.parse(entity.at("/dateObservedFrom/value/@value").asText());
        assertTrue(from.isBefore(
                Instant.parse(entity.at("/dateObservedTo/value/@value").asText())));
        double occupancy = entity.at("/occupancy/value").asDouble();
        assertTrue(occupancy >= 0 && occupancy <= 1, "a fraction");
        assertTrue(!entity.has("vehicleType")
                || VEHICLES.contains(entity.at("/vehicleType/value").asText()));
    }
}
