package watchpost.daemon.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import watchpost.core.geometry.Box;
import watchpost.core.time.Moment;
import watchpost.core.vision.Track;

/**
 * The precision of the journal: a track on this grid is written and read back without a difference. The rules see only such tracks, so
 * that a journal leads them to the same conclusions.
 */
public final class TrackGrid {
    /** Steps of a coordinate over the picture: far finer than a pixel. */
    static final double PLACES = 1 << 20;

    static final double CONFIDENCES = 10_000;
    private static final long MILLI = 1_000_000;

    private TrackGrid() {}

    public static List<Track> onGrid(List<Track> tracks) {
        List<Track> rounded = new ArrayList<>(tracks.size());
        for (Track track : tracks) {
            Box box = track.box();
            rounded.add(new Track(
                    track.id(),
                    track.label(),
                    Math.round(track.confidence() * CONFIDENCES) / CONFIDENCES,
                    new Box(place(box.x()), place(box.y()), place(box.width()), place(box.height())),
                    track.firstSeen(),
                    track.lastSeen(),
                    track.observed(),
                    place(track.travelled())));
        }
        return rounded;
    }

    private static double place(double value) {
        return Math.round(value * PLACES) / PLACES;
    }

    /** How long before {@code now} a moment was, in whole milliseconds. */
    static long age(Moment now, Moment then) {
        return Math.max(0, now.since(then).toNanos() / MILLI);
    }

    static Moment before(Moment now, long milliseconds) {
        long back = Math.min(milliseconds * MILLI, now.stream().toNanos());
        Duration by = Duration.ofNanos(back);
        return new Moment(now.stream().minus(by), now.wall().minus(by), now.clock());
    }
}
