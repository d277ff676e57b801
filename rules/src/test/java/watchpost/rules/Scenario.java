package watchpost.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import watchpost.core.geometry.Box;
import watchpost.core.time.Moment;
import watchpost.core.vision.Track;
import watchpost.rules.engine.RuleInput;
import watchpost.rules.engine.RuleInput.TracksSeen;

/**
 * A generated scene and the camera that films it.
 *
 * @param seed of the boxes' trembling and of the dropped frames
 * @param tremble largest error of a box's place, in picture units
 */
public record Scenario(long seed, List<Actor> actors, double seconds, double fps, double tremble) {
    private static final String[] LABELS = {"person", "person", "person", "car", "dog"};

    public Scenario {
        actors = List.copyOf(actors);
    }

    /** Up to four objects that go from place to place. */
    public static Scenario random(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double seconds = random.nextInt(4, 11);
        List<Actor> actors = new ArrayList<>();
        int count = random.nextInt(1, 5);
        for (int id = 1; id <= count; id++) {
            List<Actor.Stop> stops = new ArrayList<>();
            for (double t = random.nextDouble(0, 3); t < seconds + 3; t += random.nextDouble(0.3, 5)) {
                stops.add(Actor.at(t, random.nextDouble(0.02, 0.98), random.nextDouble(0.02, 0.98)));
            }
            actors.add(new Actor(id, LABELS[random.nextInt(LABELS.length)], 0.04, random.nextDouble(0.05, 0.3), stops));
        }
        double fps = new double[] {3, 5, 8, 12}[random.nextInt(4)];
        return new Scenario(seed, actors, seconds, fps, random.nextBoolean() ? 0.002 : 0);
    }

    /** One person who walks into the yard, stands about in it, and walks out again: in at 3 to 5 s, out at 9 to 12 s. */
    public static Scenario visit(long seed, double fps) {
        SplittableRandom random = new SplittableRandom(seed);
        double in = random.nextDouble(3, 5);
        double out = random.nextDouble(9, 12);
        double x = random.nextDouble(0.4, 0.6);
        Actor visitor = Actor.person(
                1,
                Actor.at(0, x, random.nextDouble(0.0, 0.1)),
                Actor.at(in - 1, x, 0.2),
                Actor.at(in + 1, x, 0.4),
                Actor.at(in + 2, random.nextDouble(0.4, 0.6), random.nextDouble(0.4, 0.6)),
                Actor.at(out - 1, 0.4, 0.5),
                Actor.at(out + 1, 0.2, 0.5),
                Actor.at(out + 3, 0.05, 0.5));
        return new Scenario(seed, List.of(visitor), 16, fps, 0);
    }

    /** What the camera saw. */
    public List<RuleInput> frames() {
        SplittableRandom random = new SplittableRandom(seed);
        List<RuleInput> inputs = new ArrayList<>();
        for (long i = 0; i <= Math.round(seconds * fps); i++) {
            TracksSeen still = Film.frame(Film.moment(i / fps), actors);
            List<Track> tracks = new ArrayList<>();
            for (Track track : still.tracks()) {
                tracks.add(moved(track, shake(random), shake(random)));
            }
            inputs.add(new TracksSeen(still.at(), tracks));
        }
        return inputs;
    }

    /** The same with some frames missing, as from an overloaded box: not the first and last, and not for a whole second. */
    public List<RuleInput> framesWithout(double share) {
        SplittableRandom random = new SplittableRandom(~seed);
        List<RuleInput> all = frames();
        List<RuleInput> kept = new ArrayList<>();
        int last = 0;
        for (int i = 0; i < all.size(); i++) {
            boolean dropped = random.nextDouble() < share && i > 0 && i < all.size() - 1;
            if (!dropped || i - last >= fps) {
                kept.add(all.get(i));
                last = i;
            }
        }
        return kept;
    }

    /** Time enough for all to end. */
    public Moment end() {
        return Film.moment(seconds + 600);
    }

    /** Smaller scenarios that may fail in the same way: one object less, or one place less on its way. */
    public List<Scenario> smaller() {
        List<Scenario> smaller = new ArrayList<>();
        for (int i = 0; i < actors.size() && actors.size() > 1; i++) {
            List<Actor> fewer = new ArrayList<>(actors);
            Actor actor = fewer.remove(i);
            smaller.add(new Scenario(seed, fewer, seconds, fps, tremble));
            for (int p = 0; actor.places().size() > 2 && p < actor.places().size(); p++) {
                List<Actor.Stop> stops = new ArrayList<>(actor.places());
                stops.remove(p);
                List<Actor> changed = new ArrayList<>(actors);
                changed.set(i, new Actor(actor.id(), actor.label(), actor.width(), actor.height(), stops));
                smaller.add(new Scenario(seed, changed, seconds, fps, tremble));
            }
        }
        if (tremble > 0) {
            smaller.add(new Scenario(seed, actors, seconds, fps, 0));
        }
        return smaller;
    }

    /** The scene from above: the yard as dots, the door as dashes, each object's places in the order of its walk. */
    public String drawn() {
        int columns = 60;
        int rows = 24;
        char[][] picture = new char[rows][columns];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                double x = (c + 0.5) / columns;
                double y = (r + 0.5) / rows;
                picture[r][c] = r == rows / 2
                        ? '-'
                        : Specs.YARD.area().contains(new watchpost.core.geometry.Point(x, y)) ? '.' : ' ';
            }
        }
        StringBuilder text = new StringBuilder();
        for (Actor actor : actors) {
            char name = (char) ('a' + (actor.id() - 1) % 26);
            text.append(name).append(": ").append(actor).append('\n');
            for (Actor.Stop stop : actor.places()) {
                int r = Math.min(rows - 1, Math.max(0, (int) (stop.y() * rows)));
                int c = Math.min(columns - 1, Math.max(0, (int) (stop.x() * columns)));
                picture[r][c] = name;
            }
        }
        Arrays.stream(picture).forEach(row -> text.append('|').append(row).append("|\n"));
        return text + "seed " + seed + ", " + seconds + " s at " + fps + " fps, trembling " + tremble;
    }

    private double shake(SplittableRandom random) {
        return tremble == 0 ? 0 : random.nextDouble(-tremble, tremble);
    }

    private static Track moved(Track track, double x, double y) {
        Box box = track.box();
        return new Track(
                track.id(),
                track.label(),
                track.confidence(),
                new Box(box.x() + x, box.y() + y, box.width(), box.height()),
                track.firstSeen(),
                track.lastSeen(),
                track.observed(),
                track.travelled());
    }
}
