package watchpost.alerts.profile;

import java.util.List;
import java.util.Optional;
import watchpost.core.ground.GeoPoint;
import watchpost.core.id.CameraId;
import watchpost.core.rule.RuleSpec;

/**
 * Which other software the box speaks to beside its own topics.
 *
 * @param homeAssistant how Home Assistant finds the box
 * @param onvif who wants events in the style of ONVIF's Profile M
 * @param ngsiLd who wants records as NGSI-LD entities of the Smart Data Models
 * @param cameras what is watched, in the order of the configuration
 */
public record ProfileSettings(
        Optional<HomeAssistant> homeAssistant,
        Optional<OnvifEvents> onvif,
        Optional<NgsiLdEntities> ngsiLd,
        List<Watched> cameras) {
    public static final ProfileSettings NONE =
            new ProfileSettings(Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    public ProfileSettings {
        cameras = List.copyOf(cameras);
    }

    /** @param prefix of the discovery topics, as Home Assistant is told: {@code homeassistant} usually */
    public record HomeAssistant(String prefix) {}

    /** @param prefix what the topics begin with, before {@code onvif-ej} */
    public record OnvifEvents(String prefix) {}

    /** @param prefix of its topics */
    public record NgsiLdEntities(String prefix) {}

    /**
     * A camera and what it is watched for.
     *
     * @param calibrated true if it measures metres and speeds
     * @param location where it stands, if that is known
     */
    public record Watched(CameraId id, boolean calibrated, Optional<GeoPoint> location, List<RuleSpec> rules) {
        public Watched {
            rules = List.copyOf(rules);
        }
    }

    /** True if there is any software to speak to. */
    boolean any() {
        return homeAssistant.isPresent() || onvif.isPresent() || ngsiLd.isPresent();
    }
}
