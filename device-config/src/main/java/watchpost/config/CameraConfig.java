package watchpost.config;

import java.time.Duration;
import java.util.List;
import watchpost.core.geometry.Polygon;
import watchpost.core.id.CameraId;
import watchpost.core.id.SourceUrl;
import watchpost.core.rule.RuleSpec;

/**
 * One camera and what is watched for in its picture.
 *
 * @param url with its credentials, those of a password file filled in and percent-encoded
 * @param analysedFps pictures analysed per second; 0 means every picture
 * @param masks areas that no evidence picture may show
 */
public record CameraConfig(
        CameraId id,
        SourceUrl url,
        Transport transport,
        double analysedFps,
        Timers timers,
        List<RuleSpec> rules,
        List<Polygon> masks) {
    public CameraConfig {
        rules = List.copyOf(rules);
        masks = List.copyOf(masks);
    }

    /** How RTP travels. */
    public enum Transport {
        /** UDP where it works, else TCP, as capture decides. */
        AUTO,
        TCP,
        UDP
    }

    /**
     * When a camera counts as gone.
     *
     * @param connect from the start of opening to the first byte
     * @param bytes without any byte
     * @param frame without a decoded picture
     */
    public record Timers(Duration connect, Duration bytes, Duration frame) {
        public static final Timers DEFAULT =
                new Timers(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(10));
    }
}
