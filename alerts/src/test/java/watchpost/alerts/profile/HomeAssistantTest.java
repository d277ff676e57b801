package watchpost.alerts.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.alerts.Events;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.core.rule.RuleSpec;

class HomeAssistantTest {
    private static final String GATE = "homeassistant/device/watchpost_north_gate-7_gate/config";
    private static final String YARD =
            "watchpost/north/gate-7/profiles/home-assistant/cameras/gate/rules/yard-intrusion";
    private static final String DOOR = "watchpost/north/gate-7/profiles/home-assistant/cameras/gate/rules/door-line";

    @TempDir
    Path directory;

    private ProfileBench bench(RuleSpec... rules) throws Exception {
        ProfileBench bench = new ProfileBench(directory, Rules.homeAssistant(Rules.gate(rules)));
        bench.connect();
        return bench;
    }

    @Test
    void everyKindOfRuleIsDescribed() throws Exception {
        try (ProfileBench bench = bench(Rules.ALL)) {
            Golden.check(
                    "home-assistant-box",
                    Golden.json(bench.retained().get("homeassistant/device/watchpost_north_gate-7/config")));
            Golden.check("home-assistant-camera", Golden.json(bench.retained().get(GATE)));
        }
    }

    /** Keys as home-assistant.io documents them. */
    @Test
    void onlyDocumentedKeysAreUsed() throws Exception {
        Set<String> all =
                Set.of("platform", "name", "unique_id", "entity_category", "availability", "availability_mode");
        Map<String, Set<String>> own = Map.of(
                "binary_sensor", Set.of("state_topic", "value_template", "json_attributes_topic", "device_class"),
                "sensor",
                        Set.of(
                                "state_topic",
                                "value_template",
                                "json_attributes_topic",
                                "device_class",
                                "state_class",
                                "unit_of_measurement",
                                "expire_after"),
                "event", Set.of("state_topic", "value_template", "event_types"),
                "image", Set.of("image_topic", "content_type"));
        Set<String> ids = new TreeSet<>();
        try (ProfileBench bench = bench(Rules.ALL)) {
            for (String topic : bench.retained().keySet().stream()
                    .filter(name -> name.endsWith("/config"))
                    .toList()) {
                assertTrue(topic.matches("homeassistant/device/[a-zA-Z0-9_-]+/config"), topic);
                JsonNode device = Golden.json(bench.retained().get(topic));
                assertEquals(Set.of("device", "origin", "availability", "qos", "components"), names(device));
                for (JsonNode entity : device.get("components")) {
                    Set<String> unknown = names(entity);
                    unknown.removeAll(all);
                    unknown.removeAll(own.get(entity.get("platform").asText()));
                    assertEquals(Set.of(), unknown, entity::toString);
                    assertTrue(ids.add(entity.get("unique_id").asText()), entity::toString);
                }
            }
        }
        assertTrue(ids.size() > 30, ids::toString);
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void aRuleIsOnWhileAnIncidentOfItIsOpen() throws Exception {
        try (ProfileBench bench = bench(Rules.YARD, Rules.DOOR)) {
            assertEquals("{\"state\":\"OFF\"}", bench.retained().get(YARD));
            bench.take(Events.intrusion(Phase.OPENED, 7, 1));
            bench.take(Events.crossing(Phase.OPENED, 7, 2));
            bench.take(Events.intrusion(Phase.OPENED, 8, 3));
            bench.drain();
            assertTrue(bench.retained().get(YARD).startsWith("{\"state\":\"ON\",\"incident_id\":\""));
            assertTrue(
                    bench.retained().get(DOOR).contains("\"since\":\"2026-11-21T02:49:41.123Z\""), "a further reason");
            bench.take(Events.crossing(Phase.CLOSED, 7, 2));
            bench.take(Events.intrusion(Phase.CLOSED, 7, 5));
            bench.drain();
            assertEquals("{\"state\":\"OFF\"}", bench.retained().get(DOOR));
            assertTrue(
                    bench.retained().get(YARD).contains("\"since\":\"2026-11-21T02:49:42.123Z\""), "the other person");
            bench.take(Events.intrusion(Phase.CLOSED, 8, 6));
            bench.drain();
            assertEquals("{\"state\":\"OFF\"}", bench.retained().get(YARD));
        }
    }

    @Test
    void aBrokerThatForgotEverythingIsToldAgain() throws Exception {
        try (ProfileBench bench = bench(Rules.YARD)) {
            bench.take(Events.intrusion(Phase.OPENED, 7, 1));
            bench.drain();
            Map<String, String> before = Map.copyOf(bench.retained());
            bench.retained().clear();
            bench.connect();
            assertEquals(before, bench.retained());
        }
    }

    @Test
    void whatIsGoneFromTheConfigurationGoesFromTheBroker() throws Exception {
        try (ProfileBench bench = bench(Rules.YARD, Rules.DOOR)) {
            assertTrue(bench.retained().containsKey(DOOR));
            bench.desk.orElseThrow().show(List.of(Rules.gate(Rules.YARD)), Events.START);
            bench.drain();
            assertFalse(bench.retained().containsKey(DOOR));
            JsonNode door = Golden.json(bench.retained().get(GATE)).at("/components/rule_door-line_open");
            assertEquals(
                    "{\"platform\":\"binary_sensor\"}", door.toString(), "how Home Assistant is told that it is gone");
            bench.desk.orElseThrow().show(List.of(Rules.gate(Rules.YARD, Rules.DOOR)), Events.START);
            bench.drain();
            assertTrue(bench.retained().containsKey(DOOR), "it may come back");
        }
    }

    @Test
    void whatIsGoneIsTakenBackAfterARestartUntilABrokerHasHeardIt() throws Exception {
        bench(Rules.YARD, Rules.DOOR).close();
        new ProfileBench(directory, Rules.homeAssistant(Rules.gate(Rules.YARD))).close();
        try (ProfileBench bench = bench(Rules.YARD)) {
            assertEquals(
                    1,
                    bench.sent().stream()
                            .filter(message -> message.topic().equals(DOOR))
                            .count(),
                    "emptied");
            assertTrue(bench.retained().get(GATE).contains("\"rule_door-line_open\":{\"platform\":\"binary_sensor\"}"));
        }
        try (ProfileBench bench = bench(Rules.YARD)) {
            assertFalse(
                    bench.sent().stream().anyMatch(message -> message.topic().equals(DOOR)));
            assertFalse(bench.retained().get(GATE).contains("door-line"));
        }
    }

    @Test
    void aProfileThatIsSwitchedOffLeavesNothingBehind() throws Exception {
        int topics;
        try (ProfileBench bench = bench(Rules.ALL)) {
            topics = bench.retained().size();
        }
        try (ProfileBench bench = new ProfileBench(directory, ProfileSettings.NONE)) {
            bench.connect();
            assertEquals(
                    topics,
                    bench.sent().stream()
                            .filter(message -> message.retained() && message.payload().length == 0)
                            .count());
            assertEquals(topics, bench.sent().size());
        }
        assertFalse(Files.exists(directory.resolve("profiles.json")));
        try (ProfileBench bench = new ProfileBench(directory, ProfileSettings.NONE)) {
            assertEquals(Optional.empty(), bench.desk);
        }
    }
}
