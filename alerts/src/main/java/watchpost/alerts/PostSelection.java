package watchpost.alerts;

import watchpost.alerts.incident.Incident;

/**
 * For a machine that follows everything; in quiet hours only what belongs to an incident that it knows, so that it learns of its end.
 *
 * @param quiet also what is told in quiet hours
 * @param measurements also measurements
 */
record PostSelection(boolean quiet, boolean measurements) implements Selection {
    @Override
    public boolean wants(Incident change, boolean inQuietHours, boolean told) {
        return quiet || !inQuietHours || told;
    }

    @Override
    public boolean wantsMeasurements() {
        return measurements;
    }

    @Override
    public void recall(Incident last) {}
}
