package watchpost.alerts.profile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import watchpost.alerts.contract.Json;
import watchpost.alerts.contract.Origin;
import watchpost.alerts.contract.Topics;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.Level;

/**
 * How Home Assistant finds the box: by MQTT discovery of devices, one message for the box and one for each camera. Their entities read
 * the topics of the contract; only what the contract says nowhere at any time, whether an incident of a rule is open, has a topic of its
 * own. Source of the format: home-assistant.io, integrations "MQTT", "MQTT Sensor", "MQTT Event", "MQTT Image".
 */
final class HomeAssistant implements RetainedProfile {
    private static final String MAKER = "watchpost";

    private final String prefix;
    private final Box box;
    private final OpenReasons open;
    private final Topics topics;

    /** The box that speaks, and the version of its program. */
    record Box(Origin origin, String version) {
        /** Unlike that of any other box, of letters, digits, {@code _} and {@code -}: what a discovery topic may have. */
        String id() {
            return "watchpost_" + id(origin.site()) + "_" + id(origin.box());
        }

        /** {@code name} so that no two names give the same, and none gives a single {@code _}, which stands between names. */
        static String id(String name) {
            return name.replace("_", "__").replace(".", "_-");
        }
    }

    HomeAssistant(String prefix, Box box, OpenReasons open) {
        this.prefix = prefix;
        this.box = box;
        this.open = open;
        this.topics = box.origin().topics();
    }

    @Override
    public Map<String, Described> describe(
            List<ProfileSettings.Watched> cameras, Map<String, Map<String, String>> before, Instant now) {
        Map<String, Described> all = new LinkedHashMap<>();
        Entities own = new Entities(box.id(), topics);
        own.ofBox(trouble -> state(all, OpenReasons.Origin.of(Optional.empty(), trouble)));
        announce(all, box.id(), device(box.id(), box.origin().box(), "box"), own, before);
        for (ProfileSettings.Watched camera : cameras) {
            String id = box.id() + "_" + Box.id(camera.id().value());
            ObjectNode device = device(id, camera.id().value(), "camera").put("via_device", box.id());
            Entities entities = new Entities(id, topics);
            new CameraEntities(camera, entities, topics).add(origin -> state(all, origin));
            announce(all, id, device, entities, before);
        }
        return all;
    }

    private String state(Map<String, Described> all, OpenReasons.Origin origin) {
        String topic = topic(origin);
        all.put(topic, Described.state(state(origin)));
        return topic;
    }

    private void announce(
            Map<String, Described> all,
            String id,
            ObjectNode device,
            Entities entities,
            Map<String, Map<String, String>> before) {
        String topic = prefix + "/device/" + id + "/config";
        ObjectNode node = Json.object();
        node.set("device", device);
        node.putObject("origin").put("name", MAKER).put("sw_version", box.version());
        node.set("availability", entities.boxAvailable());
        node.put("qos", 1);
        ObjectNode components = node.putObject("components");
        components.setAll(entities.components());
        Map<String, String> parts = entities.parts();
        before.getOrDefault(topic, Map.of()).forEach((part, platform) -> {
            if (!parts.containsKey(part)) {
                components.putObject(part).put("platform", platform);
            }
        });
        all.put(topic, Described.of(Json.bytes(node), parts));
    }

    private ObjectNode device(String id, String name, String model) {
        ObjectNode node = Json.object();
        node.putArray("identifiers").add(id);
        return node.put("name", name)
                .put("manufacturer", MAKER)
                .put("model", model)
                .put("sw_version", box.version());
    }

    @Override
    public Optional<Standing> incidents(OpenReasons.Origin origin, Instant at) {
        return Optional.of(new Standing(topic(origin), state(origin)));
    }

    @Override
    public Optional<Standing> level(Level level) {
        return Optional.empty(); // it reads the contract's
    }

    /** Where it stands whether an incident from there is open. */
    private String topic(OpenReasons.Origin origin) {
        String place = origin.camera().map(camera -> "/cameras/" + camera).orElse("");
        String name = origin.rule()
                .map(rule -> "/rules/" + rule)
                .orElseGet(() -> "/incidents/"
                        + origin.trouble().map(IncidentKind::wireName).orElse(""));
        return topics.profile("home-assistant") + place + name;
    }

    /** Whether an incident from there is open, and since when and why. */
    private byte[] state(OpenReasons.Origin origin) {
        ObjectNode node = Json.object();
        Optional<OpenReasons.Standing> standing = open.at(origin);
        node.put("state", standing.isPresent() ? "ON" : "OFF");
        standing.ifPresent(incident -> node.put("incident_id", incident.incident())
                .put("severity", incident.severity().name().toLowerCase(Locale.ROOT))
                .put("since", Json.stamp(incident.since()))
                .put("why", incident.why()));
        return Json.bytes(node);
    }
}
