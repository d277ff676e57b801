package watchpost.alerts.incident;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import watchpost.alerts.id.Ids;
import watchpost.core.event.RuleEvent;
import watchpost.core.id.CameraId;

/**
 * Rule events in, changes of incidents out.
 *
 * <p>What one tracked object does on one camera is one incident: a person who crosses a line, walks through a zone and loiters in
 * another triggers three rules and makes one sound. The incident lasts while any of its situations lasts and for {@code linger}
 * longer, so that what follows at once is still the same incident. Events without an object (a limit, a crowd) are one incident per
 * situation and close with it.
 *
 * <p>Single-threaded and deterministic. Time is whatever the caller counts with, as long as it never runs backwards.
 */
public final class IncidentFold {
    /** One object on one camera. */
    private record Actor(CameraId camera, long track) {
        static Optional<Actor> of(RuleEvent event) {
            return event.subject().map(subject -> new Actor(event.camera(), subject.track()));
        }
    }

    private final Ids ids;
    private final Duration linger;
    private final Set<OpenIncident> open = new LinkedHashSet<>();
    private final Map<Situation, OpenIncident> bySituation = new HashMap<>();
    private final Map<Actor, OpenIncident> byActor = new HashMap<>();

    /** An object's incident stays open for {@code linger} after its last situation ended; zero closes it at once. */
    public IncidentFold(Ids ids, Duration linger) {
        this.ids = ids;
        this.linger = linger;
    }

    /** How many incidents are open. */
    public int open() {
        return open.size();
    }

    /** The open incident of an object, as it stands. */
    public Optional<Incident> of(CameraId camera, long track) {
        return Optional.ofNullable(byActor.get(new Actor(camera, track))).map(incident -> incident.as(Phase.UPDATED));
    }

    /** Takes one event; returns the changes in the order in which they are to be told. */
    public List<Incident> step(RuleEvent event, Duration now) {
        List<Incident> changes = new ArrayList<>(advance(now));
        Situation situation = Situation.of(event);
        OpenIncident known = bySituation.get(situation);
        if (known == null) {
            changes.add(begin(event, situation));
        } else if (event.phase() == RuleEvent.Phase.UPDATED) {
            known.take(event);
            changes.add(known.as(Phase.UPDATED));
        }
        OpenIncident ended = event.phase() == RuleEvent.Phase.CLOSED ? bySituation.remove(situation) : null;
        if (ended != null) {
            ended.end(event, now);
            changes.addAll(advance(now));
        }
        return changes;
    }

    /** Lets time pass; returns the incidents that this closes. */
    public List<Incident> advance(Duration now) {
        List<OpenIncident> over =
                open.stream().filter(incident -> incident.isOver(linger, now)).toList();
        over.forEach(open::remove);
        byActor.values().removeAll(over);
        return over.stream().map(incident -> incident.as(Phase.CLOSED)).toList();
    }

    /** Closes everything, in order of opening: the end of a recording, or of the daemon. */
    public List<Incident> finish() {
        List<Incident> closed =
                open.stream().map(incident -> incident.as(Phase.CLOSED)).toList();
        open.clear();
        byActor.clear();
        bySituation.clear();
        return closed;
    }

    private Incident begin(RuleEvent event, Situation situation) {
        Optional<Actor> actor = Actor.of(event);
        Optional<OpenIncident> same = actor.map(byActor::get);
        OpenIncident incident = same.orElseGet(() -> new OpenIncident(idOf(event), event));
        incident.take(event);
        open.add(incident);
        bySituation.put(situation, incident);
        actor.ifPresent(key -> byActor.put(key, incident));
        return incident.as(same.isPresent() ? Phase.UPDATED : Phase.OPENED);
    }

    private String idOf(RuleEvent event) {
        return ids.next(
                event.startedAt().wall(), "incident " + event.camera() + " " + event.rule() + " " + event.situation());
    }
}
