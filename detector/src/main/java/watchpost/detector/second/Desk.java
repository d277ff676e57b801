package watchpost.detector.second;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import watchpost.core.id.CameraId;
import watchpost.core.vision.Sighting;

/**
 * Which object's picture is cut out next, and which are read next. Bounded by objects and by bytes: what is asked for stays longest.
 * Thread-safe; time is an argument.
 */
final class Desk {
    /** Objects that are known at a time. */
    private static final int MOST_OBJECTS = 256;
    /** Of pictures that are kept. */
    private static final long MOST_BYTES = 32L << 20;
    /** An object that has not been seen for so long is forgotten. */
    private static final long FORGET_NANOS = 5_000_000_000L;

    private record Key(CameraId camera, long track) {
        static Key of(Sighting sighting) {
            return new Key(sighting.camera(), sighting.track());
        }
    }

    // Guarded by this.
    private final Map<Key, Candidate> candidates = new LinkedHashMap<>();
    private long replaced;
    private long crowdedOut;

    synchronized void see(Sighting sighting, long now) {
        Candidate candidate = candidate(Key.of(sighting), now);
        if (candidate != null && candidate.see(sighting, now)) {
            replaced++;
        }
    }

    synchronized void ask(CameraId camera, long track, long now) {
        Candidate candidate = candidate(new Key(camera, track), now);
        if (candidate != null) {
            candidate.ask(now);
        }
    }

    /** The sighting to be cut out next: of objects that are asked for first, then the most worthy, then the newest. */
    synchronized Optional<Sighting> nextToCut() {
        return candidates.values().stream()
                .filter(Candidate::isSighted)
                .max(Comparator.comparing(Candidate::isAsked)
                        .thenComparing(Candidate::sightedWorth)
                        .thenComparing(Candidate::at))
                .flatMap(Candidate::takeSighting);
    }

    synchronized void keep(Crop crop) {
        Candidate candidate = candidates.get(Key.of(crop.sighting()));
        if (candidate == null) {
            return;
        }
        candidate.keep(crop);
        while (bytes() > MOST_BYTES) {
            candidates.values().stream()
                    .filter(Candidate::holds)
                    .min(leastWanted())
                    .ifPresent(Candidate::dropBest);
            crowdedOut++;
        }
    }

    /** The best pictures of at most {@code most} objects that are asked for: first of those that were read least, then the best. */
    synchronized List<Crop> nextToRead(int most) {
        List<Crop> next = new ArrayList<>();
        waiting()
                .sorted(Comparator.comparingInt(Candidate::timesRead)
                        .thenComparing(
                                Comparator.comparingDouble(Candidate::quality).reversed()))
                .limit(most)
                .toList()
                .forEach(candidate -> candidate.takeBest().ifPresent(next::add));
        return next;
    }

    /** True if what was found out is to be told. */
    synchronized boolean learn(Sighting sighting, Optional<Label> label, double sure) {
        Candidate candidate = candidates.get(Key.of(sighting));
        return candidate != null && candidate.learn(label, sure);
    }

    /** Forgets the objects that are gone, and their pictures. */
    synchronized void advance(long now) {
        candidates.values().removeIf(candidate -> now - candidate.at() > FORGET_NANOS && !isToBeRead(candidate));
    }

    synchronized boolean hasSightings() {
        return candidates.values().stream().anyMatch(Candidate::isSighted);
    }

    synchronized int waitingToRead() {
        return (int) waiting().count();
    }

    synchronized int objects() {
        return candidates.size();
    }

    synchronized long replaced() {
        return replaced;
    }

    synchronized long crowdedOut() {
        return crowdedOut;
    }

    /** The known or a new one; null if there is no place. */
    private @Nullable Candidate candidate(Key key, long now) {
        Candidate known = candidates.get(key);
        if (known != null) {
            return known;
        }
        if (candidates.size() >= MOST_OBJECTS) {
            advance(now);
        }
        if (candidates.size() >= MOST_OBJECTS) {
            crowdedOut++;
            return null;
        }
        Candidate fresh = new Candidate();
        candidates.put(key, fresh);
        return fresh;
    }

    private Stream<Candidate> waiting() {
        return candidates.values().stream().filter(Desk::isToBeRead);
    }

    private long bytes() {
        return candidates.values().stream().mapToLong(Candidate::bytes).sum();
    }

    private static Comparator<Candidate> leastWanted() {
        return Comparator.comparing(Candidate::isAsked).thenComparing(Candidate::quality);
    }

    private static boolean isToBeRead(Candidate candidate) {
        return candidate.isAsked() && candidate.holds();
    }
}
