package watchpost.daemon.privacy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import watchpost.core.geometry.Box;
import watchpost.core.id.CameraId;
import watchpost.core.time.Moment;
import watchpost.core.vision.Detections;
import watchpost.core.vision.Track;

/**
 * What was seen in the analysed pictures of the last minute, of each camera: also what the detector was not sure of, and what is followed
 * without being detected at that moment. Bounded. Any thread.
 */
public final class SeenThings {
    private static final long KEPT_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int MOST_MOMENTS = 2_000;
    /** Between moments further apart than this nobody knows where things were. */
    private static final long LONGEST_NANOS = Duration.ofSeconds(1).toNanos();

    // Guarded by this. What was seen, by the place on the camera's timeline in nanoseconds.
    private final Map<CameraId, NavigableMap<Long, List<Thing>>> byCamera = new HashMap<>();

    /** What was found in a picture, and what is followed in it. */
    public synchronized void add(Detections found, List<Track> followed) {
        NavigableMap<Long, List<Thing>> moments = byCamera.computeIfAbsent(found.camera(), camera -> new TreeMap<>());
        Stream<Thing> tracks = followed.stream().map(track -> new Thing(track.label(), track.id(), track.box()));
        Stream<Thing> detections =
                found.found().stream().map(one -> new Thing(one.label(), Thing.NOT_FOLLOWED, one.box()));
        moments.put(
                found.time().moment().stream().toNanos(),
                Stream.concat(tracks, detections).toList());
        while (moments.size() > MOST_MOMENTS || moments.lastKey() - moments.firstKey() > KEPT_NANOS) {
            moments.pollFirstEntry();
        }
    }

    /** Nobody will ask for what was seen by {@code camera}. */
    synchronized void forget(CameraId camera) {
        byCamera.remove(camera);
    }

    /**
     * Where things were at {@code at}: what was seen then or in the analysed pictures before and after, and between two of them the whole
     * way of what is followed in both. Empty if nobody knows: no analysed picture is near, on either side.
     */
    synchronized Optional<List<Thing>> around(CameraId camera, Moment at) {
        NavigableMap<Long, List<Thing>> moments = byCamera.get(camera);
        long nanos = at.stream().toNanos();
        Long before = moments == null ? null : moments.floorKey(nanos);
        Long after = moments == null ? null : moments.ceilingKey(nanos);
        if (moments == null || before == null || after == null || after - before > LONGEST_NANOS) {
            return Optional.empty();
        }
        List<Thing> things = new ArrayList<>();
        addIfNear(things, moments.lowerEntry(before), nanos);
        things.addAll(moments.getOrDefault(before, List.of()));
        if (!after.equals(before)) {
            List<Thing> later = moments.getOrDefault(after, List.of());
            things.addAll(later);
            things.addAll(ways(moments.getOrDefault(before, List.of()), later));
        }
        addIfNear(things, moments.higherEntry(after), nanos);
        return Optional.of(things);
    }

    private static void addIfNear(List<Thing> things, Map.@Nullable Entry<Long, List<Thing>> seen, long nanos) {
        if (seen != null && Math.abs(seen.getKey() - nanos) <= LONGEST_NANOS) {
            things.addAll(seen.getValue());
        }
    }

    private static List<Thing> ways(List<Thing> before, List<Thing> after) {
        List<Thing> ways = new ArrayList<>();
        for (Thing from : before) {
            for (Thing to : after) {
                if (from.track() != Thing.NOT_FOLLOWED && from.track() == to.track()) {
                    ways.add(new Thing(to.label(), to.track(), hull(from.box(), to.box())));
                }
            }
        }
        return ways;
    }

    private static Box hull(Box one, Box other) {
        double left = Math.min(one.x(), other.x());
        double top = Math.min(one.y(), other.y());
        return new Box(
                left, top, Math.max(one.right(), other.right()) - left, Math.max(one.bottom(), other.bottom()) - top);
    }
}
