package watchpost.testkit.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import watchpost.core.geometry.Point;
import watchpost.testkit.property.Property;
import watchpost.testkit.property.Shrinker;

/** Scenarios by chance, for property tests. */
public final class Scenarios {
    private static final int MOST_LEGS = 5;
    private static final double[] FRAME_RATES = {2, 5, 10, 12.5, 15, 25};

    private Scenarios() {}

    /** A statement about scenarios with at most {@code mostActors} actors, made simpler and drawn when it fails. */
    public static Property<Scenario> property(String statement, int mostActors) {
        return Property.of(statement, random -> any(random, mostActors)).shrinkBy(shrinker());
    }

    /** A scenario of up to about a minute: some actors, some pauses, mostly noise as usual, at times none. */
    public static Scenario any(SplittableRandom random, int mostActors) {
        List<Actor> actors = new ArrayList<>();
        int count = random.nextInt(mostActors + 1);
        for (int i = 0; i < count; i++) {
            actors.add(actor(random));
        }
        Noise noise = random.nextInt(4) == 0 ? Noise.NONE : Noise.USUAL;
        double fps = FRAME_RATES[random.nextInt(FRAME_RATES.length)];
        return new Scenario(actors, Duration.ofSeconds(random.nextInt(5, 60)), fps, noise, random.nextInt(1_000_000));
    }

    /** A person or a vehicle that walks from somewhere to somewhere. */
    public static Actor actor(SplittableRandom random) {
        boolean person = random.nextInt(3) > 0;
        List<Leg> legs = new ArrayList<>();
        int count = random.nextInt(1, MOST_LEGS + 1);
        for (int i = 0; i < count; i++) {
            if (random.nextInt(4) == 0) {
                legs.add(new Leg.Pause(Duration.ofMillis(random.nextInt(200, 15_000))));
            } else {
                double speed = person ? random.nextDouble(0.03, 0.2) : random.nextDouble(0.1, 0.6);
                legs.add(new Leg.Walk(point(random), speed));
            }
        }
        Duration enters = Duration.ofMillis(random.nextInt(0, 20_000));
        Leg[] path = legs.toArray(Leg[]::new);
        return person ? Actor.person(enters, point(random), path) : Actor.car(enters, point(random), path);
    }

    /** Fewer actors, no noise, fewer legs, an earlier begin. */
    public static Shrinker<Scenario> shrinker() {
        Shrinker<List<Actor>> actors = Shrinker.lists(Scenarios::simplerActors);
        return scenario -> Stream.concat(
                Stream.of(Noise.NONE)
                        .filter(none -> !none.equals(scenario.noise()))
                        .map(scenario::with),
                actors.simpler(scenario.actors()).map(scenario::with));
    }

    private static Stream<Actor> simplerActors(Actor actor) {
        Shrinker<List<Leg>> cuts = Shrinker.cuts();
        Stream<Actor> fewerLegs = cuts.simpler(actor.legs())
                .filter(legs -> !legs.isEmpty())
                .map(legs -> new Actor(actor.label(), actor.box(), actor.enters(), actor.start(), legs));
        Stream<Actor> atOnce = Stream.of(Duration.ZERO)
                .filter(zero -> !zero.equals(actor.enters()))
                .map(zero -> new Actor(actor.label(), actor.box(), zero, actor.start(), actor.legs()));
        return Stream.concat(fewerLegs, atOnce);
    }

    /** On a grid of hundredths, so that a failing scenario is readable; a little outside of the picture now and then. */
    private static Point point(SplittableRandom random) {
        return new Point(random.nextInt(-5, 106) / 100.0, random.nextInt(10, 106) / 100.0);
    }
}
