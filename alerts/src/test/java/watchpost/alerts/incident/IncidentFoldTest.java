package watchpost.alerts.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static watchpost.alerts.Events.at;
import static watchpost.alerts.Events.crossing;
import static watchpost.alerts.Events.intrusion;
import static watchpost.alerts.Events.tooMany;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import watchpost.alerts.Events;
import watchpost.alerts.id.ContentIds;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.Place;
import watchpost.core.event.RuleEvent;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.core.event.Severity;
import watchpost.core.id.CameraId;
import watchpost.core.id.RuleId;

class IncidentFoldTest {
    private final IncidentFold fold = new IncidentFold(new ContentIds(), Duration.ofSeconds(10));
    private final List<Incident> told = new ArrayList<>();

    private void feed(RuleEvent... events) {
        for (RuleEvent event : events) {
            told.addAll(fold.step(event, event.at().stream()));
        }
    }

    private void passTo(double until) {
        told.addAll(fold.advance(at(until).stream()));
    }

    private List<String> phases() {
        return told.stream().map(change -> change.phase().wireName()).toList();
    }

    @Test
    void isOpenedOnceUpdatedInPlaceAndClosedOnce() {
        feed(intrusion(Phase.OPENED, 1, 2), intrusion(Phase.UPDATED, 1, 30), intrusion(Phase.CLOSED, 1, 40));
        assertEquals(List.of("opened", "updated"), phases(), "it may come back at once");
        passTo(49.9);
        assertEquals(2, told.size());
        passTo(50);
        assertEquals(List.of("opened", "updated", "closed"), phases());
        assertEquals(1, told.stream().map(Incident::id).distinct().count());
        Incident closed = told.get(2);
        assertEquals(at(40).wall(), closed.at());
        assertEquals(at(40).wall(), closed.endedAt().orElseThrow());
        assertEquals(at(0).wall(), closed.startedAt());
        assertEquals(0, fold.open());
    }

    @Test
    void oneWalkThroughThreeRulesIsOneIncidentWithTheHighestSeverity() {
        feed(
                crossing(Phase.OPENED, 7, 1),
                crossing(Phase.CLOSED, 7, 1),
                intrusion(Phase.OPENED, 7, 3),
                crossing(Phase.OPENED, 7, 5),
                crossing(Phase.CLOSED, 7, 5),
                intrusion(Phase.CLOSED, 7, 8));
        passTo(18);
        assertEquals(List.of("opened", "updated", "updated", "closed"), phases());
        assertEquals(1, told.stream().map(Incident::id).distinct().count());
        assertEquals(Severity.WARNING, told.get(0).severity());
        Incident last = told.get(3);
        assertEquals(Severity.ALARM, last.severity());
        assertEquals(IncidentKind.LINE_CROSSING, told.get(0).kind());
        assertEquals(IncidentKind.INTRUSION, last.kind(), "kind, rule and reason are of the gravest");
        assertEquals(new RuleId("yard-intrusion"), last.rule().orElseThrow(), "the most severe gives the reason");
        assertEquals("person in yard for 12 s", last.why());
        assertEquals(1, last.otherReasons().size(), "twice over the same line is one reason");
        assertEquals("door", last.otherReasons().get(0).place().orElseThrow().name());
    }

    @Test
    void threeRulesInTwoZonesAreOneIncidentAPerson() {
        for (int person = 1; person <= 2; person++) {
            feed(
                    crossing(Phase.OPENED, person, person),
                    crossing(Phase.CLOSED, person, person),
                    inZone("yard-intrusion", "yard", person, person + 1),
                    inZone("hall-loitering", "hall", person, person + 2));
        }
        assertEquals(List.of("opened", "updated", "updated", "opened", "updated", "updated"), phases());
        assertEquals(2, told.stream().map(Incident::id).distinct().count());
        assertEquals(2, told.get(5).otherReasons().size());
    }

    private static RuleEvent inZone(String rule, String zone, long track, double seconds) {
        RuleEvent event = intrusion(Phase.OPENED, track, seconds);
        return new RuleEvent(
                event.camera(),
                new RuleId(rule),
                event.kind(),
                event.phase(),
                event.situation(),
                event.severity(),
                event.at(),
                event.startedAt(),
                event.subject(),
                Optional.of(new Place(Place.Shape.ZONE, zone)),
                event.why(),
                event.attributes());
    }

    @Test
    void twoPeopleAreTwoIncidentsAndSoAreTwoCameras() {
        feed(
                intrusion(Phase.OPENED, 1, 1),
                intrusion(Phase.OPENED, 2, 1),
                intrusion(new CameraId("yard"), Phase.OPENED, 1, 1, Severity.ALARM));
        assertEquals(List.of("opened", "opened", "opened"), phases());
        assertEquals(3, told.stream().map(Incident::id).distinct().count());
    }

    @Test
    void theNextRealOneIsANewIncident() {
        feed(intrusion(Phase.OPENED, 1, 1), intrusion(Phase.CLOSED, 1, 2));
        passTo(12);
        feed(intrusion(Phase.OPENED, 1, 13));
        assertEquals(List.of("opened", "closed", "opened"), phases());
        assertNotEquals(told.get(0).id(), told.get(2).id());
    }

    @Test
    void whatIsNotAboutAnObjectClosesAtOnce() {
        feed(tooMany(Phase.OPENED, 1), tooMany(Phase.CLOSED, 9));
        assertEquals(List.of("opened", "closed"), phases());
    }

    @Test
    void anEndWithoutABeginningIsStillTold() {
        feed(tooMany(Phase.CLOSED, 9));
        assertEquals(List.of("opened", "closed"), phases());
    }

    @Test
    void theEndClosesWhatIsOpenInOrderOfOpening() {
        feed(tooMany(Phase.OPENED, 0.5), intrusion(Phase.OPENED, 2, 1), intrusion(Phase.OPENED, 1, 1));
        List<Incident> end = fold.finish();
        assertEquals(
                told.stream().map(Incident::id).toList(),
                end.stream().map(Incident::id).toList());
        assertTrue(end.stream().allMatch(change -> change.phase() == watchpost.alerts.incident.Phase.CLOSED));
        assertEquals(List.of(), fold.finish());
    }

    @Test
    void aCameraThatStaysAwayIsAnIncidentUntilItStreamsAgain() {
        OwnIncidents own = new OwnIncidents(new ContentIds());
        CameraWatch watch = new CameraWatch(own, Duration.ofSeconds(10));
        WallTime wall = new WallTime(Events.START, watchpost.core.time.ClockQuality.SYNCED);
        assertEquals(List.of(), watch.step(Events.status("stalled", "no bytes for 5 s"), Duration.ofSeconds(0), wall));
        assertEquals(List.of(), watch.step(Events.status("connecting", ""), Duration.ofSeconds(6), wall));
        assertEquals(List.of(), watch.advance(Duration.ofMillis(9_999), wall));
        List<Incident> opened = watch.advance(Duration.ofSeconds(10), wall);
        assertEquals(1, opened.size());
        assertEquals(IncidentKind.CAMERA_OFFLINE, opened.get(0).kind());
        assertEquals("no picture from camera gate: connecting", opened.get(0).why());
        assertEquals(List.of(), watch.advance(Duration.ofSeconds(11), wall), "told once");
        List<Incident> closed = watch.step(Events.status("streaming", ""), Duration.ofSeconds(20), wall);
        assertEquals(watchpost.alerts.incident.Phase.CLOSED, closed.get(0).phase());
        assertEquals(opened.get(0).id(), closed.get(0).id());
        assertEquals(List.of(), watch.advance(Duration.ofSeconds(60), wall));
    }

    @Test
    void aCameraThatShowsNothingOfItsSceneIsTamperedWithAndNotOffline() {
        OwnIncidents own = new OwnIncidents(new ContentIds());
        CameraWatch watch = new CameraWatch(own, Duration.ofSeconds(10));
        WallTime wall = new WallTime(Events.START, watchpost.core.time.ClockQuality.SYNCED);
        List<Incident> opened = watch.step(Events.status("blind", "the picture is black"), Duration.ofSeconds(0), wall);
        assertEquals(List.of("opened tamper the picture is black"), words(opened));
        assertEquals(List.of(), watch.advance(Duration.ofSeconds(60), wall), "it is not away");
        assertEquals(
                List.of("updated tamper camera gate is frozen"),
                words(watch.step(Events.status("frozen", ""), Duration.ofSeconds(61), wall)));
        assertEquals(List.of(), watch.step(Events.status("stalled", "gone"), Duration.ofSeconds(62), wall));
        assertEquals(
                List.of(
                        "closed tamper camera gate is frozen",
                        "opened camera-offline no picture from camera gate: gone"),
                words(watch.advance(Duration.ofSeconds(72), wall)));
        assertEquals(
                List.of("closed camera-offline no picture from camera gate: gone", "opened tamper covered"),
                words(watch.step(Events.status("blind", "covered"), Duration.ofSeconds(80), wall)));
        assertEquals(
                List.of("closed tamper covered"),
                words(watch.step(Events.status("streaming", ""), Duration.ofSeconds(90), wall)));
        assertEquals(0, own.open());
    }

    private static List<String> words(List<Incident> changes) {
        return changes.stream()
                .map(change -> change.phase().wireName() + " " + change.kind().wireName() + " " + change.why())
                .toList();
    }
}
