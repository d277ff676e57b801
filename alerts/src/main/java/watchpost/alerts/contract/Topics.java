package watchpost.alerts.contract;

import java.util.Optional;
import watchpost.core.event.IncidentKind;
import watchpost.core.id.CameraId;
import watchpost.core.id.RuleId;

/**
 * The topics of one box.
 *
 * @param prefix without a slash at either end and without wildcards
 */
public record Topics(String prefix) {
    public Topics {
        if (prefix.isEmpty() || prefix.startsWith("/") || prefix.endsWith("/") || prefix.matches(".*[+#\\x00].*")) {
            throw new IllegalArgumentException(
                    "\"" + prefix + "\" is not a topic prefix: use words between slashes, without + and #");
        }
    }

    /** The prefix of a box unless configured otherwise. */
    public static Topics of(String site, String box) {
        return new Topics("watchpost/" + site + "/" + box);
    }

    public String status() {
        return prefix + "/status";
    }

    public String cameraStatus(CameraId camera) {
        return camera(camera) + "/status";
    }

    /** Where incidents of {@code kind} go; the box's own, which have no camera, have a topic beside the cameras'. */
    public String incident(Optional<CameraId> camera, IncidentKind kind) {
        return camera.map(this::camera).orElse(prefix) + "/incidents/" + kind.wireName();
    }

    /** The incidents of {@code camera}, of every kind: to be subscribed to. */
    public String incidents(CameraId camera) {
        return camera(camera) + "/incidents/+";
    }

    /** Below it stands what the contract says in another way too, for other software. */
    public String profile(String name) {
        return prefix + "/profiles/" + name;
    }

    public String picture(Optional<CameraId> camera, String incidentId) {
        return camera.map(this::camera).orElse(prefix) + "/pictures/" + incidentId;
    }

    public String measurement(CameraId camera, RuleId rule) {
        return camera(camera) + "/measurements/" + rule;
    }

    public String level(CameraId camera, RuleId rule) {
        return camera(camera) + "/levels/" + rule;
    }

    public String gaps() {
        return prefix + "/gaps";
    }

    public String health() {
        return prefix + "/health";
    }

    public String command(String name) {
        return prefix + "/commands/" + name;
    }

    public String reply(String name) {
        return prefix + "/replies/" + name;
    }

    /** Where the receiver {@code name} confirms what it has. */
    public String receipt(String name) {
        return prefix + "/receipts/" + name;
    }

    private String camera(CameraId camera) {
        return prefix + "/cameras/" + camera;
    }
}
