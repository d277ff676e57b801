package watchpost.daemon.box;

import watchpost.alerts.AlertService;
import watchpost.core.event.IncidentKind;
import watchpost.detector.watch.DetectorNews;

/** A detector below what was wanted is an incident of the box. */
record DetectorIncident(AlertService alerts) implements DetectorNews {
    private static final String SOURCE = "detector";

    @Override
    public void degraded(String why) {
        alerts.raise(IncidentKind.DEGRADED, SOURCE, why);
    }

    @Override
    public void restored() {
        alerts.clear(IncidentKind.DEGRADED, SOURCE);
    }
}
