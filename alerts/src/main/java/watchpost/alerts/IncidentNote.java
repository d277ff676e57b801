package watchpost.alerts;

import watchpost.alerts.incident.Incident;

/**
 * A change of an incident that is safely stored.
 *
 * @param json the message as subscribers get it
 */
public record IncidentNote(Incident incident, String json) {}
