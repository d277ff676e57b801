package watchpost.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import watchpost.core.event.Severity;
import watchpost.core.geometry.Point;
import watchpost.core.geometry.Polygon;
import watchpost.core.id.CameraId;
import watchpost.core.id.RuleId;
import watchpost.core.id.SourceUrl;
import watchpost.core.rule.Alerting;
import watchpost.core.rule.Anchor;
import watchpost.core.rule.RuleSpec;
import watchpost.core.rule.Schedule;
import watchpost.core.rule.SecurityRule;
import watchpost.core.rule.Watch;
import watchpost.core.rule.Zone;

/** The five lines of the README: everything they leave out has a default. */
class SmallestFileTest {
    private static final String FIVE_LINES = """
            cameras:
              gate:
                url: rtsp://10.0.0.5/stream1
                rules:
                  yard: {kind: intrusion, zone: [[0, 0.5], [1, 0.5], [1, 1], [0, 1]]}
            """;

    @Test
    void fiveLinesAreEnough() {
        DeviceConfig config = Parsed.valid(FIVE_LINES).config();
        Watch watch = new Watch(Set.of("person"), 0.4, 0, 0, Anchor.BOTTOM_CENTRE, Schedule.ALWAYS);
        Zone zone = new Zone(
                "yard", new Polygon(List.of(new Point(0, 0.5), new Point(1, 0.5), new Point(1, 1), new Point(0, 1))));
        RuleSpec rule = new SecurityRule.Intrusion(
                new RuleId("yard"),
                watch,
                zone,
                Duration.ofSeconds(1),
                new Alerting(Severity.ALARM, Duration.ofSeconds(30)));
        assertEquals(
                List.of(new CameraConfig(
                        new CameraId("gate"),
                        new SourceUrl("rtsp://10.0.0.5/stream1"),
                        CameraConfig.Transport.AUTO,
                        5,
                        CameraConfig.Timers.DEFAULT,
                        false,
                        CameraConfig.Tls.DEFAULT,
                        CameraConfig.Decode.ALWAYS,
                        false,
                        CameraConfig.SOFTWARE,
                        CameraConfig.ALL_CHECKS,
                        CameraConfig.USUAL_FOLDER_FPS,
                        CameraConfig.RecentVideo.DEFAULT,
                        List.of(rule),
                        Map.of(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Set.of())),
                config.cameras());
        assertEquals("watchpost/site/box-1", config.mqtt().topic());
    }
}
