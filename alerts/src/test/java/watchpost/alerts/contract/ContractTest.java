package watchpost.alerts.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static watchpost.alerts.Events.crossing;
import static watchpost.alerts.Events.intrusion;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import watchpost.alerts.Events;
import watchpost.alerts.contract.spec.Schemas;
import watchpost.alerts.id.ContentIds;
import watchpost.alerts.incident.Incident;
import watchpost.alerts.incident.IncidentFold;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.core.event.Values;
import watchpost.core.time.ClockQuality;

class ContractTest {
    private final Origin origin = Origin.of("north", "gate-7");
    private final Messages messages = new Messages(origin, new ContentIds());
    private final States states = new States(origin);

    @Test
    void anIncidentLooksAsPublished() {
        IncidentFold fold = new IncidentFold(new ContentIds(), Duration.ofSeconds(10));
        Incident opened =
                fold.step(intrusion(Phase.OPENED, 3, 0.0009), Duration.ZERO).get(0);
        Message message =
                messages.incident(opened, Media.NONE.withPicture("watchpost/north/gate-7/cameras/gate/pictures/x"));
        assertEquals("watchpost/north/gate-7/cameras/gate/incidents/intrusion", message.topic());
        String line = message.line("e1", 1042);
        String ids = "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
        assertTrue(line.matches(".*\"event_id\":\"" + ids + "\".*"), line);
        assertEquals("""
                {"schema":"watchpost.incident/1","event_id":"-","site":"north","box":"gate-7","epoch":"e1","seq":1042,\
                "camera":"gate","rule":"yard-intrusion","at":"2026-11-21T02:49:39.124Z","clock":"synced",\
                "replayed":false,"test":false,"incident_id":"-","phase":"opened","kind":"intrusion","severity":"alarm",\
                "object":{"class":"person","confidence":0.877,"track":3,"box":[0.1235,0.5,0.1,0.25]},\
                "zone":"yard","why":"person in yard for 12 s","started_at":"2026-11-21T02:49:39.123Z",\
                "picture":"watchpost/north/gate-7/cameras/gate/pictures/x","attributes":{"dwell_s":12}}""", line.replaceAll(ids, "-"));
        assertValid("incident", line);
    }

    @Test
    void anIncidentCanBeReadBackAndCutShort() {
        IncidentFold fold = new IncidentFold(new ContentIds(), Duration.ZERO);
        fold.step(crossing(Phase.OPENED, 3, 1), Duration.ZERO);
        Values better = Values.builder()
                .put("number", 1)
                .put("taken_at", "2026-11-21T02:49:41.123Z")
                .put("box", List.of(0.2, 0.1, 0.5, 0.8))
                .build();
        Incident updated = fold.step(intrusion(Phase.OPENED, 3, 1), Duration.ZERO)
                .get(0)
                .amended(Map.of("better_picture", better));
        String line = line(messages.incident(updated, Media.NONE));
        Incident read = IncidentReader.read(line.getBytes(StandardCharsets.UTF_8));
        String again = line(messages.incident(read, Media.NONE));
        assertEquals(line.replaceAll("event_id\":\"[^\"]+", ""), again.replaceAll("event_id\":\"[^\"]+", ""));
        String ended = line(messages.incident(read.cutShort(), Media.NONE));
        assertValid("incident", ended);
        assertTrue(ended.contains("\"phase\":\"closed\"") && ended.contains("\"ended_by\":\"restart\""), ended);
        assertThrows(IllegalArgumentException.class, () -> IncidentReader.read("{}".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void everyPayloadMatchesItsSchema() {
        IncidentFold fold = new IncidentFold(new ContentIds(), Duration.ZERO);
        fold.step(crossing(Phase.OPENED, 3, 1), Duration.ZERO);
        fold.step(intrusion(Phase.OPENED, 3, 1), Duration.ZERO);
        fold.finish().forEach(closed -> assertValid("incident", line(messages.incident(closed, Media.NONE))));
        assertValid("measurement", line(messages.measurement(Events.footfall(60))));
        assertValid("measurement", line(messages.measurement(Events.flow(60))));
        assertValid("gap", line(messages.gap(gap(), Events.START, ClockQuality.UNSYNCED)));
        for (States.Presence presence : States.Presence.values()) {
            assertValid("status", text(states.status(presence, "0.1", "e1", Events.START)));
        }
        assertValid("camera-status", text(states.cameraStatus(Events.status("auth-failed", "wrong password"))));
        assertValid("level", text(states.level(Events.occupancy(1, 4))));
        assertValid(
                "health",
                text(states.health(
                        Events.START, Values.builder().put("load", 0.5).build())));
        assertValid("reply", text(states.reply("r1", Optional.empty(), Values.NONE)));
        assertValid("reply", text(states.reply("r1", Optional.of("there is no rule x"), Values.NONE)));
    }

    private static Gap gap() {
        return new Gap(
                "the outbox is full",
                Optional.empty(),
                3,
                9,
                Optional.of(List.of(new Gap.Range(3, 5), new Gap.Range(9, 9))),
                Map.of("measurements", 4L));
    }

    @Test
    void schemasRefuseWhatTheContractForbids() {
        String good = line(messages.measurement(Events.flow(60)));
        assertInvalid("measurement", good, node -> node.remove("completeness"));
        assertInvalid("measurement", good, node -> node.put("completeness", 0));
        assertInvalid("measurement", good, node -> node.put("occupancy_percent", 101));
        assertInvalid("measurement", good, node -> node.put("seq", 0));
        assertInvalid("measurement", good, node -> node.put("at", "2026-11-21T02:49:39Z"));
        assertInvalid("measurement", good, node -> node.put("event_id", "1"));
        assertInvalid("measurement", good, node -> node.put("kind", "weather"));
        assertValid("measurement", good.replaceFirst("\\{", "{\"a_later_field\":1,"));
        IncidentFold fold = new IncidentFold(new ContentIds(), Duration.ZERO);
        Incident opened =
                fold.step(intrusion(Phase.OPENED, 3, 1), Duration.ZERO).get(0);
        String incident = line(messages.incident(opened, Media.NONE));
        assertInvalid("incident", incident, node -> node.put("phase", "closed"));
        assertInvalid("incident", incident, node -> node.put("line", "also-a-line"));
        assertInvalid("incident", incident, node -> node.put("severity", "panic"));
        assertInvalid("reply", text(states.reply("r", Optional.empty(), Values.NONE)), node -> node.put("ok", false));
    }

    @Test
    void sayingThatItIsLateOrHasAPictureChangesNothingElse() {
        byte[] payload = messages.measurement(Events.flow(60)).payload("e1", 7);
        String late = text(Message.replayed(payload));
        assertEquals(text(payload), late.replace("\"replayed\":true", "\"replayed\":false"));
        String pictured = text(Message.withPicture(payload, "somewhere"));
        assertEquals(text(payload), pictured.replace(",\"picture\":\"somewhere\"", ""));
    }

    @Test
    void numbersAreWrittenPlainlyAndRounded() {
        ObjectNode node = Json.object(Values.builder()
                .put("tiny", 0.0004)
                .put("negative", -0.0004)
                .put("third", 1.0 / 3)
                .put("large", 12_000_000.0)
                .put("whole", 3.0)
                .build());
        assertEquals(
                "{\"tiny\":0,\"negative\":0,\"third\":0.333,\"large\":12000000,\"whole\":3}", text(Json.bytes(node)));
        assertEquals("2026-11-21T00:00:00.000Z", Json.stamp(Instant.parse("2026-11-21T00:00:00Z")));
        assertEquals("1969-12-31T23:59:59.999Z", Json.stamp(Instant.ofEpochMilli(-1)));
    }

    @Test
    void topicsAreWordsBetweenSlashes() {
        assertThrows(IllegalArgumentException.class, () -> new Topics("a/#"));
        assertThrows(IllegalArgumentException.class, () -> new Topics("/a"));
        assertEquals("city/1/gaps", new Topics("city/1").gaps());
    }

    private static String line(Message message) {
        return message.line("e1", 1);
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }

    private static void assertValid(String name, String json) {
        assertEquals(List.of(), violations(name, json), json);
    }

    private static void assertInvalid(String name, String json, Consumer<ObjectNode> change) {
        ObjectNode node = Json.parse(json.getBytes(StandardCharsets.UTF_8));
        change.accept(node);
        assertFalse(violations(name, node.toString()).isEmpty(), () -> "should be refused: " + node);
    }

    private static List<String> violations(String name, String json) {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Schemas.all().get(name), InputFormat.JSON);
        return schema.validate(json, InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }
}
