package watchpost.alerts;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import watchpost.alerts.incident.Incident;
import watchpost.alerts.incident.Phase;
import watchpost.core.event.Severity;

/**
 * For people: that something grave began, became graver, or was acknowledged by nobody for another stage; its end, if they want it. In
 * quiet hours only what belongs to an incident that they were told of.
 */
final class MailSelection implements Selection {
    /** More than the incidents that may be told again. */
    private static final int MOST = 1000;

    private final Severity least;
    private final boolean quiet;
    private final boolean closed;
    private final Map<String, Told> told = new LinkedHashMap<>();

    private record Told(Severity severity, int stage, boolean over) {}

    /**
     * @param least nothing less severe
     * @param quiet also what is told in quiet hours
     * @param closed also the end of what they were told of
     */
    MailSelection(Severity least, boolean quiet, boolean closed) {
        this.least = least;
        this.quiet = quiet;
        this.closed = closed;
    }

    @Override
    public boolean wants(Incident change, boolean inQuietHours, boolean open) {
        Optional<Told> before = Optional.ofNullable(told.get(change.id()));
        if (change.severity().compareTo(least) < 0 || (inQuietHours && !quiet && before.isEmpty())) {
            return false;
        }
        boolean wanted = before.map(last -> isNews(change, last)).orElseGet(() -> isWorthTelling(change));
        if (wanted) {
            note(change);
        }
        return wanted;
    }

    /** What is over when it is first told would only be, if nobody acknowledged it. */
    private static boolean isWorthTelling(Incident change) {
        return change.phase() != Phase.CLOSED || Amendments.stage(change) > 0;
    }

    private boolean isNews(Incident change, Told last) {
        return change.severity().compareTo(last.severity()) > 0
                || Amendments.stage(change) > last.stage()
                || (closed && change.phase() == Phase.CLOSED && !last.over());
    }

    private void note(Incident change) {
        told.remove(change.id());
        told.put(change.id(), new Told(change.severity(), Amendments.stage(change), change.phase() == Phase.CLOSED));
        if (told.size() > MOST) {
            told.remove(told.keySet().iterator().next());
        }
    }

    @Override
    public boolean wantsMeasurements() {
        return false;
    }

    @Override
    public void recall(Incident last) {
        note(last);
    }
}
