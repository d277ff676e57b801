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
        send(printer, "watchpost/n/b/profiles/home-assistant/cameras/gate/rules/yard", "{\"state\":\"ON\"}");
        assertEquals(
                List.of(
                        "gate       alarm   intrusion opened: person in yard for 2 s (late)  #7",
                        "gate       door: 2 person in, 1 person out (50 % watched)  #8",
                        "gate       picture, 0 kB"),
                lines());
    }

    @Test
    void everyKindOfRecordHasItsWords() {
        MessagePrinter printer = printer(false);
        record(printer, "'kind':'dwell','zone':'shelf','samples':6,'median_s':14.5,'p90_s':22.7");
        record(printer, "'kind':'dwell','zone':'shelf','samples':0");
        record(
                printer,
                "'kind':'queue','zone':'till','length':1.2,'max_length':3,'wait_median_s':40,'served':5,'abandoned':1");
        record(printer, "'kind':'queue','lane':'north','length':4,'max_length':7,'queue_m':52.5");
        record(printer, "'kind':'heatmap','columns':2,'rows':2,'seconds':[0,1.5,4,16]");
        record(printer, "'kind':'stock','zone':'shelf','count':{'bottle':2,'cup':0},'mean':{'bottle':2.5,'cup':0}");
        record(printer, "'kind':'paths','paths':{'door>shelf':2,'shelf>door':0,'shelf>till':1}");
        record(printer, "'kind':'paths','paths':{'door>shelf':0}");
        record(
                printer,
                "'kind':'traffic-flow','lane':'north','by_class':{'car':3},'flow_per_hour':180,'mean_speed_kmh':48.2,"
                        + "'level_of_service':'A','wrong_way_count':1");
        level(printer, "'zone':'till','length':2");
        level(printer, "'zone':'hall','occupancy':12,'limit':20");
        assertEquals(
                List.of(
                        "gate       r: 6 visits to shelf, half of them up to 14.5 s, nine of ten up to 22.7 s  #8",
                        "gate       r: 0 visits to shelf  #8",
                        "gate       r: on average 1.2, at most 3 waiting, half of them up to 40 s, 5 served, 1 gave up  #8",
                        "gate       r: north, on average 4, at most 7 waiting, up to 52.5 m long  #8",
                        "gate       r: 22 s in 2 x 2 cells, at most 16 s in one  #8",
                        "gate       r: 2 bottle + 0 cup on shelf  #8",
                        "gate       r: 2 door to shelf, 1 shelf to till  #8",
                        "gate       r: nobody went from zone to zone  #8",
                        "gate       r: north 3 car passed, 180 an hour, 48.2 km/h on average, level of service A,"
                                + " 1 the wrong way  #8",
                        "gate       r: 2 waiting now",
                        "gate       r: 12 now"),
                lines());
    }

    private static void record(MessagePrinter printer, String values) {
        String text = "{'schema':'watchpost.measurement/1','camera':'gate','seq':8,'rule':'r','completeness':1,"
                + values + "}";
        send(printer, "watchpost/n/b/cameras/gate/measurements/r", text.replace('\'', '"'));
    }

    private static void level(MessagePrinter printer, String values) {
        String text = "{'schema':'watchpost.level/1','camera':'gate','rule':'r'," + values + "}";
        send(printer, "watchpost/n/b/cameras/gate/levels/r", text.replace('\'', '"'));
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
