package watchpost.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static watchpost.alerts.Events.crossing;
import static watchpost.alerts.Events.footfall;
import static watchpost.alerts.Events.intrusion;
import static watchpost.alerts.Events.occupancy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import watchpost.alerts.contract.Origin;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.core.event.RuleOutput;

class MessageLogTest {
    private static List<String> run() {
        List<RuleOutput> outputs = List.of(
                crossing(Phase.OPENED, 4, 1),
                crossing(Phase.CLOSED, 4, 1),
                intrusion(Phase.OPENED, 4, 2),
                occupancy(2, 1),
                intrusion(Phase.CLOSED, 4, 9),
                footfall(60));
        MessageLog log = new MessageLog(Origin.of("site", "box"));
        List<String> lines = new ArrayList<>();
        outputs.forEach(output -> lines.addAll(log.accept(output)));
        assertEquals(List.of(), log.advance(Events.GATE, Events.at(61)));
        assertEquals(List.of(), log.finish());
        return lines;
    }

    @Test
    void theSameRecordingGivesTheSameBytes() {
        List<String> lines = run();
        assertEquals(lines, run());
        assertEquals(5, lines.size());
    }

    @Test
    void linesAreInOrderAndNumberedWithoutHoles() {
        List<String> lines = run();
        long seq = 0;
        for (String line : lines) {
            if (line.contains("\"seq\":")) {
                seq++;
                assertTrue(line.contains("\"epoch\":\"replay\",\"seq\":" + seq + ","), line);
            }
        }
        assertEquals(4, seq);
        assertTrue(lines.get(2).contains("watchpost.level/1"), "levels have no place in the sequence");
        assertTrue(lines.get(3).contains("\"phase\":\"closed\""), "the recording's time closes incidents");
        assertEquals(
                4,
                lines.stream()
                        .filter(line -> line.contains("event_id"))
                        .map(line -> line.replaceAll(".*event_id\":\"([^\"]+).*", "$1"))
                        .distinct()
                        .count());
    }
}
