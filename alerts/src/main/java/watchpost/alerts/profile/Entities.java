package watchpost.alerts.profile;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import watchpost.alerts.contract.Json;
import watchpost.alerts.contract.Topics;
import watchpost.core.event.IncidentKind;

/** The entities of one device of Home Assistant. */
final class Entities {
    private static final String BOX_IS_THERE = "{{ 'online' if value_json.state == 'online' else 'offline' }}";

    private final String device;
    private final Topics topics;
    private final ObjectNode components = Json.object();

    /** @param device its identifier */
    Entities(String device, Topics topics) {
        this.device = device;
        this.topics = topics;
    }

    ObjectNode components() {
        return components;
    }

    /** The platform of each entity by its key. */
    Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>();
        components
                .properties()
                .forEach(entity -> parts.put(
                        entity.getKey(), entity.getValue().path("platform").asText()));
        return parts;
    }

    /** @param key tells it from the others of its device, for good: Home Assistant keeps under it what people set */
    ObjectNode add(String platform, String key, String name) {
        return components
                .putObject(key)
                .put("platform", platform)
                .put("name", name)
                .put("unique_id", device + "_" + key);
    }

    /** The name, unit and class of a figure; an empty unit or class is none. */
    record Figure(String name, String unit, String deviceClass) {}

    /** A figure that goes up and down. */
    ObjectNode sensor(String key, Figure figure, String topic, String template) {
        ObjectNode sensor = add("sensor", key, figure.name())
                .put("state_topic", topic)
                .put("value_template", template)
                .put("state_class", "measurement");
        if (!figure.unit().isEmpty()) {
            sensor.put("unit_of_measurement", figure.unit());
        }
        if (!figure.deviceClass().isEmpty()) {
            sensor.put("device_class", figure.deviceClass());
        }
        return sensor;
    }

    /** Whether an incident is open, read from {@code topic}; the rest of what stands there become its attributes. */
    ObjectNode open(String key, String name, String deviceClass, String topic) {
        return add("binary_sensor", key, name)
                .put("device_class", deviceClass)
                .put("state_topic", topic)
                .put("value_template", "{{ value_json.state }}")
                .put("json_attributes_topic", topic);
    }

    /** Entities are there while the box is. */
    ArrayNode boxAvailable() {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        list.addObject().put("topic", topics.status()).put("value_template", BOX_IS_THERE);
        return list;
    }

    /** What the box tells of itself; {@code state} gives the topic that says whether it has a trouble of a kind. */
    void ofBox(Function<IncidentKind, String> state) {
        add("sensor", "health", "Health")
                .put("state_topic", topics.health())
                .put("value_template", "{{ value_json.status }}")
                .put("json_attributes_topic", topics.health())
                .put("entity_category", "diagnostic");
        health("backlog", new Figure("Messages waiting", "", ""), "{{ value_json.backlog }}");
        health("streaming", new Figure("Cameras streaming", "", ""), "{{ value_json.streaming }}");
        health("analysed_fps", new Figure("Pictures analysed", "fps", ""), "{{ value_json.analysed_fps }}");
        health("coverage", new Figure("Time watched", "%", ""), "{{ (value_json.coverage * 100) | round(1) }}");
        health("load", new Figure("Load", "", ""), "{{ value_json.load | default(none) }}");
        health("memory", new Figure("Memory", "B", "data_size"), "{{ value_json.memory_bytes }}");
        health("disk_free", new Figure("Disk free", "B", "data_size"), "{{ value_json.disk_free_bytes }}");
        for (IncidentKind trouble : new IncidentKind[] {IncidentKind.DEGRADED, IncidentKind.DISK_FULL}) {
            String word = trouble.wireName();
            open(word, word, "problem", state.apply(trouble)).put("entity_category", "diagnostic");
        }
    }

    private void health(String key, Figure figure, String template) {
        sensor(key, figure, topics.health(), template).put("entity_category", "diagnostic");
    }
}
