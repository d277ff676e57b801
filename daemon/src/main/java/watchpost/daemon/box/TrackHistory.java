package watchpost.daemon.box;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import watchpost.core.id.CameraId;
import watchpost.core.time.Moment;
import watchpost.core.vision.Track;
import watchpost.daemon.live.TracksOfMoment;

/**
 * What was followed in the last few pictures of each camera, so that a mark is drawn where its object was in the very picture that it is
 * drawn on. Any thread.
 */
final class TrackHistory {
    /** More than the pictures that a camera keeps. */
    private static final int MOST = 32;

    // Guarded by this.
    private final Map<CameraId, Deque<TracksOfMoment>> byCamera = new HashMap<>();

    synchronized void add(TracksOfMoment seen) {
        Deque<TracksOfMoment> last = byCamera.computeIfAbsent(seen.camera(), id -> new ArrayDeque<>());
        last.addLast(seen);
        if (last.size() > MOST) {
            last.removeFirst();
        }
    }

    /** Everything followed in the picture of exactly this moment; empty if that picture was not analysed or is forgotten. */
    synchronized Optional<List<Track>> at(CameraId camera, Moment moment) {
        return last(camera).stream()
                .filter(seen -> seen.at().stream().equals(moment.stream()))
                .map(TracksOfMoment::tracks)
                .findFirst();
    }

    /** The moment nearest to {@code wanted} at which {@code track} was seen in an analysed picture. */
    synchronized Optional<Moment> nearest(CameraId camera, Moment wanted, long track) {
        return last(camera).stream()
                .filter(seen -> find(seen.tracks(), track).isPresent())
                .map(TracksOfMoment::at)
                .min(Comparator.<Moment, Duration>comparing(
                        at -> at.since(wanted).abs()));
    }

    /** The track with this number, if it was detected, not predicted. */
    static Optional<Track> find(List<Track> tracks, long track) {
        return tracks.stream()
                .filter(one -> one.id() == track && one.observed())
                .findFirst();
    }

    private Deque<TracksOfMoment> last(CameraId camera) {
        return byCamera.getOrDefault(camera, new ArrayDeque<>());
    }
}
