package watchpost.testkit.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import watchpost.core.geometry.Point;
import watchpost.core.geometry.Segment;
import watchpost.core.vision.Detection;
import watchpost.core.vision.Detections;
import watchpost.core.vision.Track;

class ScenarioTest {
    private static final Actor WALKER = Actor.person(
            Duration.ofSeconds(1),
            new Point(0.1, 0.5),
            new Leg.Walk(new Point(0.5, 0.5), 0.1),
            new Leg.Pause(Duration.ofSeconds(2)),
            new Leg.Walk(new Point(0.5, 0.9), 0.2));

    @Test
    void anActorWalksItsPathInTime() {
        assertEquals(Duration.ofSeconds(1 + 4 + 2 + 2), WALKER.leaves());
        assertTrue(WALKER.footAt(Duration.ofMillis(999)).isEmpty());
        assertEquals(0.3, WALKER.footAt(Duration.ofSeconds(3)).orElseThrow().x(), 1e-9);
        assertEquals(new Point(0.5, 0.5), WALKER.footAt(Duration.ofSeconds(6)).orElseThrow());
        assertEquals(0.7, WALKER.footAt(Duration.ofSeconds(8)).orElseThrow().y(), 1e-9);
        assertTrue(WALKER.footAt(Duration.ofMillis(9001)).isEmpty());
        assertEquals(
                new Point(0.5, 0.5),
                WALKER.boxAt(Duration.ofSeconds(6)).orElseThrow().bottomCentre());
    }

    @Test
    void aSlowerCameraSeesAPartOfWhatAFasterOneSees() {
        Scenarios.property("half the frames are a part of the frames", 5)
                .cases(30)
                .holds(scenario -> {
                    List<Detections> all = scenario.at(10).detections();
                    List<Detections> half = scenario.at(5).detections();
                    for (int i = 0; i < half.size(); i++) {
                        assertEquals(all.get(2 * i), half.get(i));
                    }
                });
    }

    @Test
    void noiseMissesAndShakesAsMuchAsItSays() {
        Actor waits = Actor.person(Duration.ZERO, new Point(0.5, 0.6), new Leg.Pause(Duration.ofSeconds(400)));
        Scenario scenario = Scenario.of(5, waits).with(new Noise(0.05, 0.25, 0.1, 0.4));
        List<Detection> found = scenario.detections().stream()
                .flatMap(frame -> frame.found().stream())
                .filter(d -> d.box().iou(waits.boxAt(Duration.ZERO).orElseThrow()) > 0.5)
                .toList();
        assertEquals(2000 * 0.75, found.size(), 100);
        double meanSquare = found.stream()
                .mapToDouble(d -> Math.pow((d.box().bottom() - 0.6) / 0.18, 2))
                .average()
                .orElseThrow();
        assertEquals(0.05, Math.sqrt(meanSquare), 0.01);
        assertTrue(found.stream().allMatch(d -> d.confidence() >= 0.4 && d.confidence() <= 0.95));
    }

    @Test
    void thePerfectTrackerKeepsOneTrackForEachActor() {
        Scenario scenario = Scenario.of(10, WALKER).with(new Noise(0, 0.3, 0, 0.5));
        List<Track> tracks = PerfectTracker.follow(scenario).stream()
                .flatMap(seen -> seen.tracks().stream())
                .toList();
        assertTrue(tracks.stream().allMatch(track -> track.id() == 1));
        assertEquals(80, tracks.size(), 5);
        assertTrue(tracks.stream().anyMatch(track -> !track.observed()));
        assertEquals(0.5657, tracks.get(tracks.size() - 1).travelled(), 0.03);
    }

    @Test
    void aFailureIsShownAsASmallDrawing() {
        AssertionError e = assertThrows(AssertionError.class, () -> Scenarios.property("nobody drives", 6)
                .holds(scenario -> assertTrue(scenario.actors().stream()
                        .noneMatch(actor -> actor.label().equals("car")))));
        String message = e.getMessage();
        assertTrue(message.contains("A"), message);
        assertTrue(message.contains("a car from 0.00 s"), message);
        assertFalse(message.contains("b car"), message);
        assertTrue(message.contains("dropOut=0.0"), message);

        String drawn = new Diagram()
                .line(new Segment(new Point(0, 0.99), new Point(1, 0.99)))
                .scene(Scenario.of(5, WALKER));
        assertTrue(drawn.lines().toList().get(12).startsWith(".......A"), drawn);
        assertEquals("=".repeat(72), drawn.lines().toList().get(23));
    }
}
