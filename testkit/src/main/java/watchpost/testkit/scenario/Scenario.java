package watchpost.testkit.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import watchpost.core.geometry.Box;
import watchpost.core.geometry.Size;
import watchpost.core.id.CameraId;
import watchpost.core.time.ClockQuality;
import watchpost.core.time.FrameTime;
import watchpost.core.time.Moment;
import watchpost.core.vision.Detection;
import watchpost.core.vision.Detections;

/**
 * A scene that can be sampled at any frame rate: the actors move in continuous time, and whether one is missed at a moment depends on
 * the moment, the actor and the seed alone, so that a slower camera sees a part of what a faster one sees.
 *
 * @param length how long the camera watches
 * @param seed of the noise
 */
public record Scenario(List<Actor> actors, Duration length, double framesPerSecond, Noise noise, long seed) {
    public static final CameraId CAMERA = new CameraId("scene");
    public static final Size PICTURE = new Size(1280, 720);

    /** The date and time at stream position 0. */
    public static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    private static final double HIGHEST_CONFIDENCE = 0.95;

    public Scenario {
        actors = List.copyOf(actors);
        if (!(framesPerSecond > 0)) {
            throw new IllegalArgumentException("frame rate is not above 0: " + framesPerSecond);
        }
    }

    /** A scene that ends one second after its last actor has left, seen by a perfect detector. */
    public static Scenario of(double framesPerSecond, Actor... actors) {
        Duration end = List.of(actors).stream()
                .map(Actor::leaves)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO)
                .plusSeconds(1);
        return new Scenario(List.of(actors), end, framesPerSecond, Noise.NONE, 1);
    }

    public Scenario at(double fps) {
        return new Scenario(actors, length, fps, noise, seed);
    }

    public Scenario with(Noise other) {
        return new Scenario(actors, length, framesPerSecond, other, seed);
    }

    public Scenario with(List<Actor> others) {
        return new Scenario(others, length, framesPerSecond, noise, seed);
    }

    /** The moment at a stream position of any scenario. */
    public static Moment moment(Duration stream) {
        return new Moment(stream, START.plus(stream), ClockQuality.SYNCED);
    }

    /** The moments of the frames, from position 0 to the end. */
    public List<Moment> moments() {
        int count = (int) Math.floor(length.toNanos() / 1e9 * framesPerSecond) + 1;
        List<Moment> moments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            moments.add(moment(Duration.ofNanos(Math.round(i * 1e9 / framesPerSecond))));
        }
        return moments;
    }

    /** What the detector finds, frame by frame, most confident first. */
    public List<Detections> detections() {
        return moments().stream()
                .map(moment -> new Detections(
                        CAMERA, new FrameTime(moment, moment.stream().toNanos()), PICTURE, found(moment.stream())))
                .toList();
    }

    /** True if the detector finds the actor at this time; false also where it is not in the picture. */
    public boolean isFound(int actor, Duration time) {
        return actors.get(actor).boxAt(time).isPresent() && random(actor, time).nextDouble() >= noise.dropOut();
    }

    private List<Detection> found(Duration time) {
        List<Detection> found = new ArrayList<>();
        for (int i = 0; i < actors.size(); i++) {
            Optional<Box> box = actors.get(i).boxAt(time);
            if (box.isPresent() && isFound(i, time)) {
                SplittableRandom random = random(i, time).split();
                found.add(new Detection(actors.get(i).label(), confidence(random), shaken(box.get(), random)));
            }
        }
        SplittableRandom random = random(-1, time);
        if (random.nextDouble() < noise.falseBoxes()) {
            double x = random.nextDouble(0.9);
            double y = random.nextDouble(0.8);
            found.add(new Detection("person", confidence(random), Box.clipped(x, y, x + 0.05, y + 0.15)));
        }
        found.sort(Comparator.comparingDouble(Detection::confidence).reversed());
        return found;
    }

    private double confidence(SplittableRandom random) {
        return noise.minConfidence() + (HIGHEST_CONFIDENCE - noise.minConfidence()) * random.nextDouble();
    }

    private Box shaken(Box box, SplittableRandom random) {
        double w = box.width() * noise.jitter();
        double h = box.height() * noise.jitter();
        double left = box.x() + w * bell(random);
        double top = box.y() + h * bell(random);
        return Box.clipped(left, top, box.right() + w * bell(random), box.bottom() + h * bell(random));
    }

    /** About normally distributed with deviation 1: the sum of twelve uniform numbers. */
    private static double bell(SplittableRandom random) {
        double sum = -6;
        for (int i = 0; i < 12; i++) {
            sum += random.nextDouble();
        }
        return sum;
    }

    private SplittableRandom random(int actor, Duration time) {
        long mixed = seed * 0x9E3779B97F4A7C15L + time.toNanos() * 31 + actor;
        return new SplittableRandom(mixed);
    }

    /** The scene as text, for the message of a failing test. */
    @Override
    public String toString() {
        return new Diagram().scene(this);
    }
}
