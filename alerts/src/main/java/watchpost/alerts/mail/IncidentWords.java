package watchpost.alerts.mail;

import java.util.Locale;
import watchpost.alerts.incident.Incident;
import watchpost.core.event.Values;

/** Parts of an incident as people say them. */
final class IncidentWords {
    private IncidentWords() {}

    /** Line crossing. */
    static String kind(Incident incident) {
        return capital(incident.kind().wireName().replace('-', ' '));
    }

    /** Camera gate, zone yard. */
    static String where(Incident incident) {
        String camera = incident.camera().map(name -> "camera " + name).orElse("the box itself");
        return camera
                + incident.place()
                        .map(place -> ", " + place.shape().name().toLowerCase(Locale.ROOT) + " " + place.name())
                        .orElse("");
    }

    static String sentence(String clause) {
        return capital(clause) + ".";
    }

    /** In how many stages nobody acknowledged it. */
    static int stage(Incident incident) {
        return incident.attributes().entries().get("escalated") instanceof Values values
                        && values.entries().get("stage") instanceof Long stage
                ? stage.intValue()
                : 0;
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
