package watchpost.alerts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import watchpost.alerts.contract.Messages;
import watchpost.core.event.RuleEvent;
import watchpost.core.event.Subject;
import watchpost.core.event.Values;
import watchpost.core.geometry.Box;
import watchpost.core.time.Moment;

/**
 * Better pictures of open incidents' objects. While each picture is followed by a better one, the last waits: it is told when nothing
 * better has come for {@link #SETTLED}, or after {@link #LONGEST}; the last that an incident is allowed waits for the former. So few
 * messages tell of many pictures, and the best one is among them. Belongs to the thread {@code outbox}.
 */
final class BetterPictures {
    /** Of what messages say of it, among the attributes. */
    static final String NAME = "better_picture";
    /** How often the picture of one incident is replaced, at most. */
    static final int MOST = 3;

    static final Duration SETTLED = Duration.ofSeconds(2);
    static final Duration LONGEST = Duration.ofSeconds(10);

    private final Map<String, Open> open = new HashMap<>();

    /** A picture that is to be told of. */
    @SuppressWarnings("ArrayRecordComponent") // handed over whole, never compared
    record Better(BetterShot shot, byte[] jpeg, int number) {
        /** What messages say of it. */
        Values words() {
            Box box = shot.subject().box();
            Box seen = Box.clipped(box.x(), box.y(), box.right(), box.bottom());
            return Values.builder()
                    .put("number", number)
                    .put("taken_at", Messages.stamp(shot.moment().wall()))
                    .put(
                            "box",
                            List.of(
                                    rounded(seen.x()),
                                    rounded(seen.y()),
                                    rounded(seen.width()),
                                    rounded(seen.height())))
                    .build();
        }
    }

    /** To a ten-thousandth of the picture. */
    private static double rounded(double share) {
        return Math.round(10_000 * share) / 10_000.0;
    }

    private static final class Open {
        private final RuleEvent event;
        private int told;
        private @Nullable Better waiting;
        private Duration waitingSince = Duration.ZERO;
        private Duration newest = Duration.ZERO;

        Open(RuleEvent event) {
            this.event = event;
        }

        boolean isDue(Duration now) {
            return waiting != null
                    && (now.minus(newest).compareTo(SETTLED) >= 0
                            || (told < MOST - 1 && now.minus(waitingSince).compareTo(LONGEST) >= 0));
        }
    }

    /** {@code event} opened an incident. */
    void opened(String incidentId, RuleEvent event) {
        if (event.subject().isPresent()) {
            open.put(incidentId, new Open(event));
        }
    }

    void closed(String incidentId) {
        open.remove(incidentId);
    }

    /** The event as the shot shows it; empty if the incident is over or has had its share. */
    Optional<RuleEvent> event(BetterShot shot) {
        return Optional.ofNullable(open.get(shot.incidentId()))
                .filter(incident -> incident.told < MOST)
                .map(incident -> moved(incident.event, shot.moment(), shot.subject()));
    }

    private static RuleEvent moved(RuleEvent event, Moment moment, Subject subject) {
        return new RuleEvent(
                event.camera(),
                event.rule(),
                event.kind(),
                RuleEvent.Phase.UPDATED,
                event.situation(),
                event.severity(),
                moment,
                event.startedAt(),
                Optional.of(subject),
                event.place(),
                event.why(),
                event.attributes());
    }

    /** The picture of a shot is there. */
    void drawn(BetterShot shot, byte[] jpeg, Duration now) {
        Open incident = open.get(shot.incidentId());
        if (incident == null || incident.told >= MOST) {
            return;
        }
        if (incident.waiting == null) {
            incident.waitingSince = now;
        }
        incident.waiting = new Better(shot, jpeg, incident.told + 1);
        incident.newest = now;
    }

    /** Lets time pass; returns what is to be told now. */
    List<Better> advance(Duration now) {
        List<Better> due = new ArrayList<>();
        for (Open incident : open.values()) {
            Better better = incident.waiting;
            if (better != null && incident.isDue(now)) {
                incident.waiting = null;
                incident.told++;
                due.add(better);
            }
        }
        return due;
    }
}
