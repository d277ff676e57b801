package watchpost.alerts;

import watchpost.core.event.Subject;
import watchpost.core.time.Moment;

/**
 * The object of an open incident, seen clearly better than in the incident's picture.
 *
 * @param moment of the analysed picture
 * @param subject as it is in that picture
 */
public record BetterShot(String incidentId, Moment moment, Subject subject) {}
