package watchpost.alerts;

import watchpost.alerts.incident.Incident;

/** Which messages go a way beside MQTT. Belongs to the thread {@code outbox}. */
interface Selection {
    /**
     * True if this change of an incident goes this way. Asked once for each change, in order.
     *
     * @param quiet true if nobody is to be woken by it
     * @param told true if an earlier change of the same incident went this way and it was not over then
     */
    boolean wants(Incident change, boolean quiet, boolean told);

    boolean wantsMeasurements();

    /** An earlier life of the box told this last of an incident. */
    void recall(Incident last);
}
