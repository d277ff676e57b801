package watchpost.daemon.subscribe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import watchpost.daemon.console.Console;
import watchpost.testkit.delivery.Received;

class MessagePrinterTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void eachMessageIsOneLineThatAPersonReads() {
        MessagePrinter printer = printer(false);
        send(
                printer,
                "watchpost/n/b/cameras/gate/incidents/intrusion",
                "{\"schema\":\"watchpost.incident/1\",\"camera\":\"gate\",\"seq\":7,\"phase\":\"opened\",\"kind\":\"intrusion\","
                        + "\"severity\":\"alarm\",\"why\":\"person in yard for 2 s\",\"replayed\":true}");
        send(
                printer,
                "watchpost/n/b/cameras/gate/measurements/door",
                "{\"schema\":\"watchpost.measurement/1\",\"camera\":\"gate\",\"seq\":8,\"rule\":\"door\",\"kind\":\"footfall\","
                        + "\"completeness\":0.5,\"in\":{\"person\":2},\"out\":{\"person\":1}}");
        send(printer, "watchpost/n/b/cameras/gate/pictures/1", "12345");
        assertEquals(
                List.of(
                        "gate       alarm   intrusion opened: person in yard for 2 s (late)  #7",
                        "gate       door: 2 person in, 1 person out (50 % watched)  #8",
                        "gate       picture, 0 kB"),
                lines());
    }

    @Test
    void whatPeopleSayOfAnIncidentIsSaidWithIt() {
        String incident =
                "{\"schema\":\"watchpost.incident/1\",\"camera\":\"gate\",\"severity\":\"alarm\",\"kind\":\"intrusion\","
                        + "\"phase\":\"updated\",\"why\":\"person in yard\",\"seq\":9,\"test\":%s,\"attributes\":%s}";
        MessagePrinter printer = printer(false);
        send(printer, "i", incident.formatted("true", "{\"escalated\":{\"stage\":1}}"));
        send(
                printer,
                "i",
                incident.formatted(
                        "false",
                        "{\"acknowledged\":{\"by\":\"K. Nowak\"},\"escalated\":{\"stage\":1},"
                                + "\"false_alarm\":{\"reason\":\"a cat\"}}"));
        assertEquals(
                List.of(
                        "gate       alarm   intrusion updated: person in yard (test) (nobody has acknowledged it)  #9",
                        "gate       alarm   intrusion updated: person in yard (acknowledged by K. Nowak)"
                                + " (false alarm: a cat)  #9"),
                lines());
    }

    @Test
    void aStateIsToldOnlyWhenItChanges() {
        MessagePrinter printer = printer(false);
        String streaming =
                "{\"schema\":\"watchpost.camera-status/1\",\"camera\":\"gate\",\"state\":\"streaming\",\"reason\":\"\"}";
        String stalled = "{\"schema\":\"watchpost.camera-status/1\",\"camera\":\"gate\",\"state\":\"stalled\","
                + "\"reason\":\"no picture for 5 s\"}";
        for (String payload : List.of(streaming, streaming, stalled, streaming)) {
            send(printer, "watchpost/n/b/cameras/gate/status", payload);
        }
        assertEquals(
                List.of(
                        "gate       is streaming",
                        "gate       is stalled: no picture for 5 s",
                        "gate       is streaming"),
                lines());
    }

    @Test
    void jsonIsPrintedAsItCame() {
        send(printer(true), "watchpost/n/b/status", "{\"any\": 1}");
        assertEquals("{\"any\": 1}\n", out.toString(StandardCharsets.UTF_8));
    }

    private MessagePrinter printer(boolean json) {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new MessagePrinter(new Console(stream, stream, false, false, false), json);
    }

    private static void send(MessagePrinter printer, String topic, String payload) {
        printer.accept(new Received(topic, payload.getBytes(StandardCharsets.UTF_8), false, Instant.EPOCH));
    }

    /** Without the time of day at their beginning. */
    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.substring(10))
                .toList();
    }
}
