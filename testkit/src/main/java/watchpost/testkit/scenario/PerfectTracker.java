package watchpost.testkit.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import watchpost.core.geometry.Box;
import watchpost.core.geometry.Point;
import watchpost.core.time.Moment;
import watchpost.core.vision.Track;

/**
 * The tracks that a tracker without mistakes would make of a scenario: one for each actor, numbered from 1, from the first frame in
 * which it was found until it left. Where the detector misses it, its true box is given as predicted.
 */
public final class PerfectTracker {
    private final Scenario scenario;
    private final Map<Integer, Track> last = new HashMap<>();

    private PerfectTracker(Scenario scenario) {
        this.scenario = scenario;
    }

    /** The tracks at one frame. */
    public record Seen(Moment moment, List<Track> tracks) {
        public Seen {
            tracks = List.copyOf(tracks);
        }
    }

    /** The tracks of every frame, in order. */
    public static List<Seen> follow(Scenario scenario) {
        PerfectTracker tracker = new PerfectTracker(scenario);
        return scenario.moments().stream().map(tracker::at).toList();
    }

    private Seen at(Moment moment) {
        Duration time = moment.stream();
        List<Track> tracks = new ArrayList<>();
        for (int i = 0; i < scenario.actors().size(); i++) {
            Optional<Box> box = scenario.actors().get(i).boxAt(time);
            boolean found = scenario.isFound(i, time);
            Optional<Track> before = Optional.ofNullable(last.get(i));
            if (box.isPresent() && (found || before.isPresent())) {
                Track track = track(i, before, box.get(), moment, found);
                last.put(i, track);
                tracks.add(track);
            }
        }
        return new Seen(moment, tracks);
    }

    private Track track(int actor, Optional<Track> before, Box box, Moment moment, boolean found) {
        Actor who = scenario.actors().get(actor);
        Point origin = who.boxAt(before.map(Track::firstSeen).orElse(moment).stream())
                .orElse(box)
                .centre();
        double travelled = Math.max(before.map(Track::travelled).orElse(0.0), origin.distanceTo(box.centre()));
        return new Track(
                actor + 1,
                who.label(),
                0.9,
                box,
                before.map(Track::firstSeen).orElse(moment),
                found ? moment : before.map(Track::lastSeen).orElse(moment),
                found,
                travelled);
    }
}
