package watchpost.alerts.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchpost.alerts.Events;
import watchpost.alerts.incident.Incident;
import watchpost.alerts.transport.Outgoing;
import watchpost.core.event.RuleEvent;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.core.event.Values;

class OnvifTest {
    private static final String CROSSED = "MyDevice/onvif-ej/RuleEngine/LineDetector/Crossed/&1/gate/door-line";
    private static final String INSIDE =
            "MyDevice/onvif-ej/RuleEngine/FieldDetector/ObjectsInside/&1/gate/yard-intrusion";
    private static final String COUNTER = "MyDevice/onvif-ej/RuleEngine/CountAggregation/Counter/&1/gate/door-count-in";

    @TempDir
    Path directory;

    private ProfileBench bench() throws Exception {
        return new ProfileBench(
                directory,
                Rules.onvif(Rules.gate(Rules.YARD, Rules.DOOR, Rules.LOITERING, Rules.COUNT, Rules.HALL, Rules.ROAD)));
    }

    private static List<Outgoing> foreign(ProfileBench bench) {
        return bench.sent().stream()
                .filter(message -> message.topic().startsWith("MyDevice/"))
                .toList();
    }

    private static long count(ProfileBench bench, String topic) {
        return bench.sent().stream()
                .filter(message -> message.topic().equals(topic))
                .count();
    }

    @Test
    void everyEventHasItsTopicAndItsItems() throws Exception {
        ArrayNode sent = JsonNodeFactory.instance.arrayNode();
        try (ProfileBench bench = bench()) {
            bench.connect();
            bench.take(Events.crossing(Phase.OPENED, 6, 1));
            bench.take(Events.crossing(Phase.CLOSED, 6, 1));
            bench.take(Events.intrusion(Phase.OPENED, 7, 2));
            bench.take(Events.occupancy(3, 4));
            bench.drain();
            bench.take(Events.intrusion(Phase.CLOSED, 7, 9));
            bench.take(Events.footfall(60));
            bench.take(Events.flow(60));
            bench.drain();
            for (Outgoing message : foreign(bench)) {
                sent.addObject()
                        .put("topic", message.topic())
                        .put("retained", message.retained())
                        .set("payload", Golden.json(ProfileBench.text(message)));
            }
        }
        Golden.check("onvif", sent);
    }

    @Test
    void aMessageWaitsUntilItsCopiesAreConfirmedToo() throws Exception {
        try (ProfileBench bench = bench()) {
            bench.connect();
            bench.take(Events.crossing(Phase.OPENED, 6, 1));
            bench.pump();
            assertEquals(1, count(bench, CROSSED));
            bench.connect();
            assertEquals(2, count(bench, CROSSED), "the session broke before anything was confirmed");
            bench.connect();
            assertEquals(2, count(bench, CROSSED));
            List<Outgoing> sent = bench.sent();
            int copy = sent.stream().map(Outgoing::topic).toList().indexOf(CROSSED);
            assertTrue(sent.get(copy - 1).topic().endsWith("/incidents/line-crossing"), "right after its message");
        }
    }

    @Test
    void aTestIsNoEvent() throws Exception {
        try (ProfileBench bench = bench()) {
            bench.connect();
            bench.take(test(Events.crossing(Phase.OPENED, 6, 1)));
            bench.drain();
            assertEquals(0, count(bench, CROSSED));
            assertEquals(
                    1,
                    bench.sent().stream()
                            .filter(one -> one.topic().endsWith("/line-crossing"))
                            .count());
        }
    }

    private static Incident test(RuleEvent event) {
        return new Incident(
                "1",
                Optional.of(event.camera()),
                Optional.of(event.rule()),
                event.kind(),
                watchpost.alerts.incident.Phase.OPENED,
                event.severity(),
                Events.START,
                event.at().clock(),
                Optional.empty(),
                event.place(),
                "test alarm",
                Events.START,
                Optional.empty(),
                Values.NONE,
                List.of(),
                true);
    }

    @Test
    void theCountIsRetainedAndGoesWithItsRule() throws Exception {
        try (ProfileBench bench = bench()) {
            bench.connect();
            bench.take(Events.footfall(60));
            bench.drain();
            assertTrue(bench.retained().get(COUNTER).contains("{\"Count\":\"3\"}"));
            assertTrue(bench.retained().get(INSIDE).contains("{\"IsInside\":\"false\"}"));
            bench.desk.orElseThrow().show(List.of(Rules.gate(Rules.DOOR)), Events.START);
            bench.drain();
            assertEquals(Optional.empty(), Optional.ofNullable(bench.retained().get(COUNTER)));
            assertEquals(Optional.empty(), Optional.ofNullable(bench.retained().get(INSIDE)));
        }
    }

    @Test
    void theContractSaysTheSameWithAndWithoutProfiles() throws Exception {
        try (ProfileBench with = bench();
                ProfileBench without = new ProfileBench(directory.resolve("other"), ProfileSettings.NONE)) {
            for (ProfileBench bench : List.of(with, without)) {
                bench.connect();
                bench.take(Events.crossing(Phase.OPENED, 6, 1));
                bench.take(Events.footfall(60));
                bench.drain();
            }
            List<String> plain =
                    without.sent().stream().map(OnvifTest::comparable).toList();
            assertEquals(
                    plain,
                    with.sent().stream()
                            .filter(message -> !message.topic().startsWith("MyDevice/"))
                            .map(OnvifTest::comparable)
                            .toList());
            assertEquals(2, plain.size());
        }
    }

    private static String comparable(Outgoing message) {
        return message.topic() + " " + ProfileBench.text(message).replaceAll("\"epoch\":\"[^\"]*\"", "");
    }
}
