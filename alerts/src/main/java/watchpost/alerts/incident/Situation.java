package watchpost.alerts.incident;

import watchpost.core.event.RuleEvent;
import watchpost.core.id.CameraId;
import watchpost.core.id.RuleId;

/** What names a situation across all rules and cameras. */
record Situation(CameraId camera, RuleId rule, String name) {
    static Situation of(RuleEvent event) {
        return new Situation(event.camera(), event.rule(), event.situation());
    }
}
