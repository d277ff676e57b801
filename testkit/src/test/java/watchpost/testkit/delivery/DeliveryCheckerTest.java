package watchpost.testkit.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeliveryCheckerTest {
    private static final String SCHEMA = """
            {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
             "required": ["schema", "event_id", "seq"],
             "properties": {"schema": {"const": "watchpost.%s/1"}, "seq": {"type": "integer", "minimum": 1},
                            "replayed": {"type": "boolean"}}}
            """;
    private static final Map<String, String> SCHEMAS = Map.of(
            "incident", SCHEMA.formatted("incident"),
            "measurement", SCHEMA.formatted("measurement"),
            "gap", SCHEMA.formatted("gap"));

    private final DeliveryChecker checker = new DeliveryChecker(SCHEMAS, true);

    @Test
    void aWholeSequenceOverTwoEpochsIsClean() {
        IntStream.rangeClosed(1, 300).forEach(seq -> measurement("e1", seq, "gate", false));
        IntStream.rangeClosed(1, 20).forEach(seq -> measurement("e2", seq, "gate", false));
        feed("p/cameras/gate/pictures/1", "\u00ff\u00d8");
        assertTrue(checker.isClean(), checker::report);
        assertEquals(320, checker.events());
        assertEquals(300, checker.lastSeq("e1"));
        assertEquals(Map.of("watchpost.measurement/1", 320L, "pictures", 1L), checker.messages());
    }

    @Test
    void whatIsSaidASecondTimeForOtherSoftwareIsCountedOnly() {
        measurement("e1", 1, "gate", false);
        feed("p/profiles/home-assistant/cameras/gate/rules/yard", "{\"state\":\"ON\"}");
        feed("p/profiles/ngsi-ld/TrafficFlowObserved/gate/road/north/car", "{}");
        feed("p/onvif-ej/RuleEngine/LineDetector/Crossed/&1/gate/door", "{}");
        feed("homeassistant/device/watchpost_n_b/config", "{}");
        assertTrue(checker.isClean(), checker::report);
        assertEquals(Map.of("watchpost.measurement/1", 1L, "profiles", 4L), checker.messages());
        feed("p/cameras/profiles/status", "{}");
        assertEquals(1, checker.count(Finding.INVALID), "a camera may have that name");
    }

    @Test
    void holesAreLostUntilTheyAreFilledOrDeclared() {
        measurement("e", 2, "gate", false);
        measurement("e", 9, "door", false);
        assertEquals(7, checker.count(Finding.LOST));
        assertTrue(checker.report().contains("lost [1, 3-8]"), checker::report);

        gap("e", 10, "\"from_seq\":3,\"to_seq\":8,\"ranges\":[[3,4],[7,8]]");
        assertEquals(3, checker.count(Finding.LOST), "1, 5 and 6 are not within the ranges");
        gap("e", 11, "\"from_seq\":5,\"to_seq\":6");
        measurement("e", 1, "yard", false);
        assertTrue(checker.isClean(), checker::report);
        assertEquals(6, checker.count(Finding.DECLARED));
    }

    @Test
    void aGapMaySpeakOfAnOlderEpochAndMayNotKnowItsPlaces() {
        measurement("old", 1, "gate", false);
        measurement("old", 3, "gate", false);
        gap("new", 1, "\"of_epoch\":\"old\",\"from_seq\":2,\"to_seq\":4");
        gap("new", 2, "\"of_epoch\":\"old\",\"from_seq\":0,\"to_seq\":0");
        assertTrue(checker.isClean(), checker::report);
        assertEquals(2, checker.count(Finding.DECLARED));
    }

    @Test
    void aLateListenerStartsAtTheFirstNumberItSees() {
        DeliveryChecker late = new DeliveryChecker(SCHEMAS, false);
        late.accept(message("p/x", event("measurement", "e", 40, "gate", false, "")));
        late.accept(message("p/x", event("measurement", "e", 42, "gate", false, "")));
        assertEquals(1, late.count(Finding.LOST));
    }

    @Test
    void theSameAgainIsADuplicateWhateverItsFieldOrderAndReplayed() {
        feed(
                "p/x",
                "{\"schema\":\"watchpost.incident/1\",\"event_id\":\"a\",\"box\":\"b\",\"epoch\":\"e\",\"seq\":1,\"replayed\":false}");
        feed(
                "p/x",
                "{\"replayed\":true,\"seq\":1,\"epoch\":\"e\",\"box\":\"b\",\"event_id\":\"a\",\"schema\":\"watchpost.incident/1\"}");
        assertTrue(checker.isClean(), checker::report);
        assertEquals(1, checker.count(Finding.DUPLICATE));
        assertEquals(1, checker.events());
    }

    @Test
    void otherContentUnderTheSameIdAndTwoEventsUnderOneNumberAreConflicts() {
        feed("p/x", event("incident", "e", 1, "gate", false, ""));
        feed("p/x", event("incident", "e", 1, "gate", false, ",\"why\":\"changed\""));
        assertEquals(1, checker.count(Finding.CONFLICT));
        feed("p/x", event("incident", "e", 1, "gate", false, "").replace("e-1", "another"));
        assertEquals(2, checker.count(Finding.CONFLICT));
        assertFalse(checker.isClean());
    }

    @Test
    void theOrderIsHeldPerCameraAmongPunctualAndAmongLateOnes() {
        measurement("e", 1, "gate", false);
        measurement("e", 3, "gate", false);
        measurement("e", 2, "door", false);
        measurement("e", 6, "gate", false);
        measurement("e", 4, "gate", true);
        measurement("e", 5, "gate", true);
        assertTrue(checker.isClean(), checker::report);
        measurement("e", 8, "gate", false);
        measurement("e", 7, "gate", false);
        assertEquals(1, checker.count(Finding.DISORDER));
        assertTrue(checker.report().contains("seq 7 event e-7 came after 8 (camera gate)"), checker::report);
    }

    @Test
    void theMessagesOfAnIncidentKeepTheirOrderEvenWhenLate() {
        feed("p/x", event("incident", "e", 2, "gate", false, ",\"incident_id\":\"i\""));
        feed("p/x", event("incident", "e", 1, "gate", true, ",\"incident_id\":\"i\""));
        assertEquals(1, checker.count(Finding.DISORDER));
    }

    @Test
    void whatIsNotAsItsSchemaSaysIsInvalid() {
        feed("p/x", "no JSON");
        feed("p/x", "[1]");
        feed("p/x", "{\"state\":\"online\"}");
        feed("p/x", "{\"schema\":\"watchpost.measurement/2\"}");
        feed("p/x", "{\"schema\":\"watchpost.gap/1\",\"seq\":0,\"event_id\":\"a\"}");
        feed("p/commands/reload", "anything");
        feed("p/status", "");
        assertEquals(6, checker.count(Finding.INVALID), checker.report());
        assertTrue(checker.report().contains("no schema is called watchpost.measurement/2"), checker::report);
    }

    @Test
    void eventsAreNeverRetained() {
        byte[] payload = event("incident", "e", 1, "gate", false, "").getBytes(StandardCharsets.UTF_8);
        checker.accept(new Received("p/x", payload, true, Instant.EPOCH));
        assertEquals(1, checker.count(Finding.RETAINED));
        assertFalse(checker.isClean());
    }

    private void measurement(String epoch, long seq, String camera, boolean replayed) {
        feed("p/cameras/" + camera + "/measurements/r", event("measurement", epoch, seq, camera, replayed, ""));
    }

    private void gap(String epoch, long seq, String more) {
        feed("p/gaps", event("gap", epoch, seq, "", false, "," + more));
    }

    private void feed(String topic, String payload) {
        checker.accept(message(topic, payload));
    }

    private static Received message(String topic, String payload) {
        return new Received(topic, payload.getBytes(StandardCharsets.UTF_8), false, Instant.EPOCH);
    }

    private static String event(String schema, String epoch, long seq, String camera, boolean replayed, String more) {
        return "{\"schema\":\"watchpost." + schema + "/1\",\"event_id\":\"" + epoch + "-" + seq
                + "\",\"site\":\"north\",\"box\":\"b\",\"epoch\":\"" + epoch + "\",\"seq\":" + seq
                + (camera.isEmpty() ? "" : ",\"camera\":\"" + camera + "\"") + ",\"replayed\":" + replayed + more
                + "}";
    }
}
