package watchpost.daemon.box;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import watchpost.alerts.AlertCounters;
import watchpost.alerts.ChannelState;
import watchpost.alerts.transport.ConnectionState;
import watchpost.core.event.CameraState;
import watchpost.core.event.CameraStatus;
import watchpost.daemon.web.Health;

/** Whether the box does its work. What one camera lacks is told, but makes only that camera fail, not the box. */
final class BoxHealth {
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final Duration BROKER_GRACE = Duration.ofSeconds(60);
    private static final long MOST_QUEUED = 1_000;

    private BoxHealth() {}

    static Health of(BoxParts parts) {
        List<CameraStatus> cameras = parts.live().cameras().stream()
                .flatMap(view -> parts.live().statusOf(view.id()).stream())
                .toList();
        Instant now = Instant.now();
        Health health = of(cameras, parts.alerts().counters(), parts.alerts().connection(), now);
        Health all = parts.detector().trouble().map(health::warning).orElse(health);
        for (ChannelState channel : parts.alerts().channels().values()) {
            all = of(channel, now).map(all::warning).orElse(all);
        }
        return all;
    }

    /** What is to be said of a way for messages beside MQTT, if anything. */
    static Optional<String> of(ChannelState channel, Instant now) {
        boolean away = !channel.connection().connected()
                && Duration.between(channel.connection().since(), now).compareTo(BROKER_GRACE) > 0;
        return away
                ? Optional.of("messages have not arrived since "
                        + channel.connection().since() + ": "
                        + channel.connection().sentence() + "; " + channel.backlog() + " messages wait")
                : Optional.empty();
    }

    static Health of(List<CameraStatus> cameras, AlertCounters alerts, ConnectionState broker, Instant now) {
        List<String> failures = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (CameraStatus camera : cameras) {
            if (isAway(camera, now)) {
                warnings.add("camera " + camera.camera() + " is "
                        + camera.state().wireName() + (camera.reason().isEmpty() ? "" : ": " + camera.reason()));
            }
        }
        boolean anyPictures = cameras.stream()
                .anyMatch(camera -> !isAway(camera, now) || camera.state().hidesScene());
        if (!cameras.isEmpty() && !anyPictures) {
            failures.add("no camera delivers pictures");
        }
        if (alerts.queued() > MOST_QUEUED) {
            failures.add(alerts.queued() + " messages wait to be stored: the disk does not keep up");
        }
        if (!broker.connected() && Duration.between(broker.since(), now).compareTo(BROKER_GRACE) > 0) {
            warnings.add("the broker has been away since " + broker.since() + ": " + broker.sentence() + "; "
                    + alerts.backlog() + " messages wait");
        }
        return new Health(failures, warnings);
    }

    private static boolean isAway(CameraStatus camera, Instant now) {
        boolean starting = camera.state() == CameraState.CONNECTING
                && Duration.between(camera.since(), now).compareTo(GRACE) < 0;
        return camera.state() != CameraState.STREAMING && !starting;
    }
}
