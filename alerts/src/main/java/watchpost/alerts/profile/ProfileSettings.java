package watchpost.alerts.profile;

import java.util.List;
import java.util.Optional;
import watchpost.core.id.CameraId;
import watchpost.core.rule.RuleSpec;

/**
 * Which other software the box speaks to beside its own topics.
 *
 * @param homeAssistant how Home Assistant finds the box
 * @param onvif who wants events in the style of ONVIF's Profile M
 * @param cameras what is watched, in the order of the configuration
 */
public record ProfileSettings(
        Optional<HomeAssistant> homeAssistant, Optional<OnvifEvents> onvif, List<Watched> cameras) {
    public static final ProfileSettings NONE = new ProfileSettings(Optional.empty(), Optional.empty(), List.of());

    public ProfileSettings {
        cameras = List.copyOf(cameras);
    }

    /** @param prefix of the discovery topics, as Home Assistant is told: {@code homeassistant} usually */
    public record HomeAssistant(String prefix) {}

    /** @param prefix what the topics begin with, before {@code onvif-ej} */
    public record OnvifEvents(String prefix) {}

    /**
     * A camera and what it is watched for.
     *
     * @param calibrated true if it measures metres and speeds
     */
    public record Watched(CameraId id, boolean calibrated, List<RuleSpec> rules) {
        public Watched {
            rules = List.copyOf(rules);
        }
    }

    /** True if there is any software to speak to. */
    boolean any() {
        return homeAssistant.isPresent() || onvif.isPresent();
    }
}
