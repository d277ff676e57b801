package watchpost.rules.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static watchpost.rules.track.Clip.person;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import watchpost.core.geometry.Box;
import watchpost.core.vision.Detection;
import watchpost.core.vision.Track;

class TrackerTest {
    private final Tracker tracker = new Tracker(TrackerSettings.DEFAULT);
    private final Clip clip = new Clip(tracker);

    @ParameterizedTest
    @ValueSource(doubles = {2, 5, 10, 15, 25, 30})
    void aWalkerKeepsOneIdAtEveryFrameRate(double fps) {
        // at 2 fps it moves by more than its own width between two frames
        List<List<Track>> said = clip.show(8, fps, t -> List.of(person(0.02 + 0.12 * t, 0.6)));
        assertEquals(Set.of(1L), ids(said));
        long missed = said.stream().filter(List::isEmpty).count();
        assertTrue(missed <= Math.max(1, 0.25 * fps), missed + " frames without the track");
        Track last = said.get(said.size() - 1).get(0);
        assertEquals(
                0, last.firstSeen().stream().toMillis(), "first seen is the first detection, not the confirmation");
        assertEquals(0.12 * (8 - 1 / fps), last.travelled(), 0.03);
    }

    @ParameterizedTest
    @ValueSource(doubles = {5, 10, 25})
    void peopleWhoPassEachOtherKeepTheirIds(double fps) {
        List<List<Track>> said =
                clip.show(8, fps, t -> List.of(person(0.1 + 0.1 * t, 0.60), person(0.9 - 0.1 * t, 0.63)));
        List<Track> first = said.get((int) fps);
        List<Track> last = said.get(said.size() - 1);
        assertEquals(2, first.size());
        for (int i = 0; i < 2; i++) {
            assertEquals(first.get(i).id(), last.get(i).id());
            boolean startedLeft = first.get(i).box().x() < 0.5;
            assertEquals(startedLeft, last.get(i).box().x() > 0.5, "each went on in its own direction");
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {2, 5, 10, 25})
    void anOcclusionOfOneSecondKeepsTheId(double fps) {
        List<List<Track>> said =
                clip.show(8, fps, t -> t > 4 && t < 5 ? List.of() : List.of(person(0.1 + 0.08 * t, 0.6)));
        assertEquals(Set.of(1L), ids(said));
        assertTrue(said.get(said.size() - 1).get(0).observed());
    }

    @Test
    void aHiddenObjectIsToldOfForAShortTimeWhereItShouldBe() {
        List<List<Track>> said = clip.show(4, 10, t -> t > 3 - 1e-6 ? List.of() : List.of(person(0.1 + 0.1 * t, 0.6)));
        List<Track> hidden = said.get(34);
        assertFalse(hidden.get(0).observed());
        assertEquals(0.1 + 0.1 * 3.4, hidden.get(0).box().centre().x(), 0.01);
        assertEquals(2900, hidden.get(0).lastSeen().stream().toMillis());
        assertEquals(List.of(), said.get(36));
    }

    @Test
    void whoComesBackLaterIsSomeoneElse() {
        List<List<Track>> said = clip.show(10, 10, t -> t > 3 && t < 6 ? List.of() : List.of(person(0.5, 0.6)));
        assertEquals(Set.of(1L, 2L), ids(said));
    }

    @Test
    void theFrameRateMayChange() {
        Clip.Scene scene = t -> List.of(person(0.05 + 0.1 * t, 0.6), person(0.95 - 0.1 * t, 0.9));
        List<List<Track>> said = new ArrayList<>(clip.show(2, 25, scene));
        said.addAll(clip.show(5, 3, scene));
        said.addAll(clip.show(8, 30, scene));
        assertEquals(Set.of(1L, 2L), ids(said));
    }

    @Test
    void unsureDetectionsKeepATrackButStartNone() {
        List<List<Track>> said =
                clip.show(4, 10, t -> List.of(person(0.1 + 0.05 * t, 0.6, t < 1 ? 0.8 : 0.2), person(0.8, 0.6, 0.3)));
        assertEquals(Set.of(1L), ids(said));
        assertTrue(said.get(said.size() - 1).get(0).observed());
        assertEquals(0.2, said.get(said.size() - 1).get(0).confidence());
    }

    @Test
    void aFlashIsNoTrack() {
        List<List<Track>> said = clip.show(3, 10, t -> Math.abs(t - 1) < 1e-6 ? List.of(person(0.5, 0.6)) : List.of());
        assertEquals(Set.of(), ids(said));
        assertEquals(0, tracker.held());
    }

    @Test
    void theClassIsVotedOverTheTracksLife() {
        List<List<Track>> said = clip.show(5, 10, t -> {
            String label = Math.round(t * 10) % 3 == 2 ? "truck" : "car";
            return List.of(new Detection(label, 0.7, Box.clipped(0.1 + 0.1 * t, 0.4, 0.3 + 0.1 * t, 0.6)));
        });
        assertEquals(Set.of(1L), ids(said));
        assertTrue(said.stream().flatMap(List::stream).allMatch(track -> track.label()
                .equals("car")));
    }

    @Test
    void oneVehicleUnderTwoNamesIsOneTrack() {
        List<List<Track>> said = clip.show(
                3,
                10,
                t -> List.of(
                        new Detection("car", 0.8, Box.clipped(0.1 + 0.1 * t, 0.4, 0.3 + 0.1 * t, 0.6)),
                        new Detection("truck", 0.6, Box.clipped(0.1 + 0.1 * t, 0.39, 0.31 + 0.1 * t, 0.6))));
        assertEquals(Set.of(1L), ids(said));
    }

    @Test
    void thingsThatNeverMovedHaveNotTravelled() {
        SplittableRandom random = new SplittableRandom(3);
        List<List<Track>> said = clip.show(
                60,
                10,
                t -> List.of(person(0.5 + random.nextDouble(-0.003, 0.003), 0.6 + random.nextDouble(-0.005, 0.005))));
        assertTrue(said.get(said.size() - 1).get(0).travelled() < 0.01);
    }

    @Test
    void theSameDetectionsGiveTheSameTracks() {
        Clip.Scene scene = noise(11);
        Clip.Scene again = noise(11);
        assertEquals(
                new Clip(new Tracker(TrackerSettings.DEFAULT)).show(20, 10, scene),
                new Clip(new Tracker(TrackerSettings.DEFAULT)).show(20, 10, again));
    }

    @Test
    void memoryStaysBoundedUnderNoise() {
        Clip.Scene scene = noise(12);
        int most = 0;
        for (int second = 1; second <= 300; second++) {
            clip.show(second, 10, scene);
            most = Math.max(most, tracker.held());
        }
        assertTrue(most < 200, most + " tracks held at once");
        clip.show(305, 10, t -> List.of());
        assertEquals(0, tracker.held());
    }

    private static Clip.Scene noise(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return t -> {
            List<Detection> found = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                found.add(person(random.nextDouble(), random.nextDouble(), random.nextDouble()));
            }
            return found;
        };
    }

    private static Set<Long> ids(List<List<Track>> said) {
        Set<Long> ids = new TreeSet<>();
        said.forEach(tracks -> tracks.forEach(track -> ids.add(track.id())));
        return ids;
    }
}
