package watchpost.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import watchpost.alerts.contract.ClockJump;
import watchpost.alerts.incident.Incident;
import watchpost.core.event.Measurement;
import watchpost.core.time.ClockQuality;
import watchpost.core.time.Moment;

/**
 * The jumps of the box's clock. What happened before one can be told after it, as when an object that was lost meanwhile is given up:
 * stamps of a clock that had not been synchronised are put right then, as those of waiting messages are. Belongs to the thread
 * {@code outbox}.
 */
final class ClockJumps {
    private static final int MOST = 8;

    private final List<Noticed> jumps = new ArrayList<>();

    /** @param at on the monotonic clock */
    private record Noticed(ClockJump jump, Duration at) {
        /** True while no stamp of the new clock can be taken for one of the old. */
        boolean isClear(Duration now) {
            return now.minus(at).compareTo(jump.by().abs().dividedBy(2)) < 0;
        }
    }

    void add(ClockJump jump, Duration now) {
        jumps.add(new Noticed(jump, now));
        jumps.removeIf(noticed -> !noticed.isClear(now));
        if (jumps.size() > MOST) {
            jumps.remove(0);
        }
    }

    Incident putRight(Incident change, Duration now) {
        int first = firstAfter(change.at(), now);
        if (change.clock() != ClockQuality.UNSYNCED || first == jumps.size()) {
            return change;
        }
        // it began before, perhaps before other jumps
        Duration sinceStart = moved(Math.min(first, firstAfter(change.startedAt(), now)));
        return change.putRight(moved(first), sinceStart);
    }

    Measurement putRight(Measurement record, Duration now) {
        Moment at = record.at();
        int first = firstAfter(at.wall(), now);
        if (at.clock() != ClockQuality.UNSYNCED || first == jumps.size()) {
            return record;
        }
        Duration moved = moved(first);
        return new Measurement(
                record.camera(),
                record.rule(),
                record.kind(),
                new Moment(at.stream(), at.wall().plus(moved), ClockQuality.CORRECTED),
                record.from().plus(moved),
                record.to().plus(moved),
                record.completeness(),
                record.values());
    }

    /** The first jump since the clock made {@code stamp}: that before which it said what is nearest to it; their number if none. */
    private int firstAfter(Instant stamp, Duration now) {
        int first = jumps.size();
        for (int i = jumps.size() - 1; i >= 0 && jumps.get(i).isClear(now); i--) {
            ClockJump jump = jumps.get(i).jump();
            Instant said = first == jumps.size()
                    ? jumps.get(first - 1).jump().now()
                    : jumps.get(first).jump().before();
            if (distance(stamp, jump.before()).compareTo(distance(stamp, said)) < 0) {
                first = i;
            }
        }
        return first;
    }

    /** How far the clock has gone by the jumps from {@code first} on. */
    private Duration moved(int first) {
        return jumps.subList(first, jumps.size()).stream()
                .map(noticed -> noticed.jump().by())
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration distance(Instant one, Instant other) {
        return Duration.between(one, other).abs();
    }
}
