package watchpost.alerts;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import watchpost.alerts.contract.Media;

/** What the last incidents refer to, so that each of their messages does. Belongs to the thread {@code outbox}. */
final class MediaBook {
    /** More than the incidents that are open or may be told again. */
    private static final int MOST = 1000;

    private final Map<String, Media> byIncident = new LinkedHashMap<>();

    Media of(String incidentId) {
        return byIncident.getOrDefault(incidentId, Media.NONE);
    }

    void change(String incidentId, UnaryOperator<Media> change) {
        Media changed = change.apply(of(incidentId));
        byIncident.remove(incidentId);
        byIncident.put(incidentId, changed);
        if (byIncident.size() > MOST) {
            byIncident.remove(byIncident.keySet().iterator().next());
        }
    }
}
