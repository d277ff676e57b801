package watchpost.alerts.profile;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import watchpost.alerts.contract.Topics;
import watchpost.core.event.IncidentKind;
import watchpost.core.id.CameraId;
import watchpost.core.rule.Lane;
import watchpost.core.rule.RetailRule;
import watchpost.core.rule.RuleSpec;
import watchpost.core.rule.TrafficRule;

/** What Home Assistant is told of one camera and its rules. */
final class CameraEntities {
    private static final String STREAMS = "{{ 'online' if value_json.state == 'streaming' else 'offline' }}";
    private static final String OPENED = "{%% if value_json.phase == 'opened' %%}{{ {%s} | tojson }}{%% endif %%}"
            .formatted("'event_type': value_json.kind, 'incident_id': value_json.incident_id,"
                    + " 'rule': value_json.rule | default(none), 'severity': value_json.severity,"
                    + " 'why': value_json.why, 'started_at': value_json.started_at,"
                    + " 'picture': value_json.picture | default(none), 'quiet': value_json.quiet | default(false),"
                    + " 'replayed': value_json.replayed, 'test': value_json.test");

    private final CameraId camera;
    private final ProfileSettings.Watched watched;
    private final Entities entities;
    private final Topics topics;

    CameraEntities(ProfileSettings.Watched watched, Entities entities, Topics topics) {
        this.camera = watched.id();
        this.watched = watched;
        this.entities = entities;
        this.topics = topics;
    }

    /** @param state gives the topic that says whether an incident is open */
    void add(Function<OpenReasons.Origin, String> state) {
        String status = topics.cameraStatus(camera);
        entities.add("binary_sensor", "connectivity", "Connection")
                .put("device_class", "connectivity")
                .put("entity_category", "diagnostic")
                .put("state_topic", status)
                .put("value_template", "{{ 'ON' if value_json.state == 'streaming' else 'OFF' }}")
                .put("json_attributes_topic", status);
        entities.sensor(
                        "analysed_fps",
                        new Entities.Figure("Pictures analysed", "fps", ""),
                        status,
                        "{{ value_json.analysed_fps }}")
                .put("entity_category", "diagnostic");
        entities.open(
                "tamper",
                "Tampering",
                "tamper",
                state.apply(OpenReasons.Origin.of(Optional.of(camera), IncidentKind.TAMPER)));
        entities.add("image", "picture", "Latest picture")
                .put("image_topic", topics.picture(Optional.of(camera), "+"))
                .put("content_type", "image/jpeg");
        event();
        for (RuleSpec rule : watched.rules()) {
            RuleFacts.incidents(rule).ifPresent(kind -> open(rule, kind, state));
            figures(rule);
        }
    }

    private void open(RuleSpec rule, IncidentKind kind, Function<OpenReasons.Origin, String> state) {
        ObjectNode open = entities.open(
                key(rule, "open"),
                rule.id().value(),
                deviceClass(kind),
                state.apply(OpenReasons.Origin.of(camera, rule.id())));
        // of a covered camera this is what is to be seen
        if (kind != IncidentKind.TAMPER) {
            whileWatched(open);
        }
    }

    private void event() {
        TreeSet<String> kinds = new TreeSet<>();
        kinds.add(IncidentKind.TAMPER.wireName());
        kinds.add(IncidentKind.CAMERA_OFFLINE.wireName());
        watched.rules().forEach(rule -> RuleFacts.incidents(rule).ifPresent(kind -> kinds.add(kind.wireName())));
        ArrayNode types = entities.add("event", "incidents", "Incidents")
                .put("state_topic", topics.incidents(camera))
                .put("value_template", OPENED)
                .putArray("event_types");
        kinds.forEach(types::add);
    }

    private static String deviceClass(IncidentKind kind) {
        return switch (kind) {
            case INTRUSION, LOITERING, CROWD, PEDESTRIAN_ON_ROAD -> "occupancy";
            case LINE_CROSSING -> "motion";
            case TAMPER -> "tamper";
            case NEAR_MISS, RED_LIGHT, SPEEDING, WRONG_WAY -> "safety";
            default -> "problem";
        };
    }

    private void figures(RuleSpec rule) {
        if (rule instanceof TrafficRule.Flow flow) {
            flow.lanes().forEach(lane -> flow(rule, lane));
        } else if (rule instanceof TrafficRule.Queue queue) {
            level(rule, "length", "standing");
            queue.lanes()
                    .forEach(lane -> figure(rule, lane, "max_length", new Entities.Figure("longest queue", "", "")));
        } else if (rule instanceof RetailRule.Footfall) {
            figure(rule, "in", "in", "value_json['in'].values() | sum");
            figure(rule, "out", "out", "value_json['out'].values() | sum");
        } else if (rule instanceof RetailRule.Occupancy || rule instanceof RetailRule.DoorOccupancy) {
            level(rule, "occupancy", "inside");
        } else if (rule instanceof RetailRule.Queue) {
            level(rule, "length", "waiting");
            seconds(rule, "wait_median_s", "usual wait");
        } else if (rule instanceof RetailRule.Dwell) {
            seconds(rule, "median_s", "usual stay");
        } else if (rule instanceof RetailRule.Stock) {
            for (String label : new TreeSet<>(rule.watch().classes())) {
                figure(rule, "count_" + label, label, "value_json.count['" + label + "'] | default(none)");
            }
        }
    }

    private void flow(RuleSpec rule, Lane lane) {
        figure(rule, lane, "count", new Entities.Figure("vehicles", "", ""));
        figure(rule, lane, "flow_per_hour", new Entities.Figure("flow", "1/h", ""));
        figure(rule, lane, "occupancy_percent", new Entities.Figure("lane occupancy", "%", ""));
        figure(rule, lane, "mean_headway_s", new Entities.Figure("headway", "s", "duration"));
        if (watched.calibrated()) {
            figure(rule, lane, "mean_speed_kmh", new Entities.Figure("speed", "km/h", "speed"));
        }
    }

    /** One value of the records of one lane; those of the other lanes come on the same topic. */
    private void figure(RuleSpec rule, Lane lane, String value, Entities.Figure figure) {
        String template = "{%% if not value_json.replayed and value_json.lane == '%s' %%}{{ %s }}{%% endif %%}"
                .formatted(lane.name(), "value_json." + value + " | default(none)");
        String name = rule.id() + " " + lane.name() + " " + figure.name();
        record(
                rule,
                key(rule, HomeAssistant.Box.id(lane.name()) + "_" + value),
                new Entities.Figure(name, figure.unit(), figure.deviceClass()),
                template);
    }

    private void seconds(RuleSpec rule, String value, String name) {
        record(
                rule,
                key(rule, value),
                new Entities.Figure(rule.id() + " " + name, "s", "duration"),
                current("value_json." + value + " | default(none)"));
    }

    private void figure(RuleSpec rule, String value, String name, String expression) {
        record(rule, key(rule, value), new Entities.Figure(rule.id() + " " + name, "", ""), current(expression));
    }

    /** Home Assistant stamps a figure with the time at which it comes: what comes late is not one of now. */
    private static String current(String expression) {
        return "{% if not value_json.replayed %}{{ " + expression + " }}{% endif %}";
    }

    /** A figure of the rule's records, which is worth nothing when the next records do not come. */
    private void record(RuleSpec rule, String key, Entities.Figure figure, String template) {
        ObjectNode sensor = entities.sensor(key, figure, topics.measurement(camera, rule.id()), template);
        RuleFacts.interval(rule)
                .ifPresent(every ->
                        sensor.put("expire_after", 2 * every.plusSeconds(30).toSeconds()));
        whileWatched(sensor);
    }

    private void level(RuleSpec rule, String value, String name) {
        whileWatched(entities.sensor(
                key(rule, value),
                new Entities.Figure(rule.id() + " " + name, "", ""),
                topics.level(camera, rule.id()),
                "{{ value_json." + value + " }}"));
    }

    private static String key(RuleSpec rule, String what) {
        return "rule_" + HomeAssistant.Box.id(rule.id().value()) + "_" + what.replaceAll("[^A-Za-z0-9_-]", "-");
    }

    /** Nobody knows how it stands where the camera does not show it. */
    private void whileWatched(ObjectNode entity) {
        ArrayNode list = entities.boxAvailable();
        list.addObject().put("topic", topics.cameraStatus(camera)).put("value_template", STREAMS);
        entity.set("availability", list);
        entity.put("availability_mode", "all");
    }
}
