package watchpost.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.Values;
import watchpost.core.id.CameraId;
import watchpost.core.id.SourceUrl;
import watchpost.core.rule.Schedule;

class ValuesOfTheHouseTest {
    @Test
    void sourceUrlNeverPrintsItsCredentials() {
        SourceUrl url = new SourceUrl("rtsp://admin:p@ss:w@10.0.0.5:554/stream?x=1");
        assertEquals("rtsp://***@10.0.0.5:554/stream?x=1", url.toString());
        assertEquals("rtsp", url.scheme());
        assertTrue(url.isLive());
        assertEquals(
                "cannot open 'rtsp://***@cam/1': refused",
                SourceUrl.redact("cannot open 'rtsp://u:secret@cam/1': refused"));
        assertEquals("/videos/a@b.mp4", new SourceUrl("/videos/a@b.mp4").toString());
    }

    @Test
    void namesAreFitForTopics() {
        assertThrows(IllegalArgumentException.class, () -> new CameraId("gate/1"));
        assertThrows(IllegalArgumentException.class, () -> new CameraId("+"));
        assertEquals("gate-1", new CameraId("gate-1").toString());
    }

    @Test
    void kindsAreSpelledAsInTheContract() {
        assertEquals("line-crossing", IncidentKind.LINE_CROSSING.wireName());
    }

    @Test
    void valuesKeepTheirOrderAndRefuseWhatIsNotMeasured() {
        Values values = Values.builder().put("b", 1).put("a", "x").build();
        assertEquals("[b, a]", values.entries().keySet().toString());
        assertThrows(IllegalArgumentException.class, () -> Values.builder().put("mean", Double.NaN));
        assertThrows(
                IllegalArgumentException.class,
                () -> Values.builder().put("a", 1).put("a", 2));
    }

    @Test
    void scheduleCrossesMidnightAndFollowsDaylightSaving() {
        Schedule night = new Schedule(
                ZoneId.of("Europe/Berlin"),
                List.of(new Schedule.Window(Set.of(DayOfWeek.SATURDAY), LocalTime.of(22, 0), LocalTime.of(6, 0))));
        assertTrue(night.isArmed(Instant.parse("2026-10-24T20:30:00Z")), "22:30 in summer time");
        assertTrue(night.isArmed(Instant.parse("2026-10-25T04:30:00Z")), "05:30 in winter time, the same night");
        assertFalse(night.isArmed(Instant.parse("2026-10-25T05:30:00Z")), "06:30 in winter time");
        assertFalse(night.isArmed(Instant.parse("2026-10-25T21:30:00Z")), "Sunday evening");
        assertTrue(Schedule.ALWAYS.isArmed(Instant.EPOCH));
    }
}
