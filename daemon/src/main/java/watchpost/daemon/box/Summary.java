package watchpost.daemon.box;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import watchpost.alerts.AlertCounters;
import watchpost.core.event.CameraState;
import watchpost.core.event.CameraStatus;
import watchpost.core.event.Values;
import watchpost.daemon.console.Version;
import watchpost.daemon.metrics.ProcessMemory;
import watchpost.daemon.pipeline.PipelineCounters;

/** The box in a few words and figures: for the log, the page and the health topic. */
final class Summary {
    private Summary() {}

    static String atStart(BoxParts parts, int port) {
        int rules = parts.config().cameras().stream()
                .mapToInt(camera -> camera.rules().size())
                .sum();
        return String.format(
                Locale.ROOT,
                "watchpost %s watches: %s, %s; %s on %s; messages to %s as %s; stored in %s; page on" + " http://%s:%d",
                Version.current(),
                counted(parts.config().cameras().size(), "camera"),
                counted(rules, "rule"),
                model(parts),
                parts.detector().now().provider().name().toLowerCase(Locale.ROOT),
                parts.config().mqtt().url(),
                parts.config().mqtt().topic(),
                parts.config().storage().directory(),
                parts.config().http().address(),
                port);
    }

    private static String counted(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    /** One line a minute. {@code before} are the counters of the last one. */
    static String digest(BoxParts parts, PipelineCounters before, Duration since) {
        PipelineCounters now = parts.pipeline().counters();
        AlertCounters alerts = parts.alerts().counters();
        long frames = now.frames() - before.frames();
        double seconds = since.toMillis() / 1000.0;
        double milliseconds = frames == 0 ? 0 : (now.busyNanos() - before.busyNanos()) / 1e6 / frames;
        return String.format(
                Locale.ROOT,
                "%d of %d cameras streaming, %.1f frames/s analysed at %.1f ms; %d incidents open; broker %s, %d sent,"
                        + " %d waiting; %d MiB resident",
                streaming(parts),
                parts.config().cameras().size(),
                frames / seconds,
                milliseconds,
                alerts.openIncidents(),
                parts.alerts().connection().connected() ? "connected" : "away",
                alerts.acknowledged(),
                alerts.backlog(),
                ProcessMemory.residentBytes() >> 20);
    }

    /** {@code /api/status}. */
    static Values status(BoxParts parts) {
        return parts.arming()
                .standing()
                .put("version", Version.current())
                .put("site", parts.config().site())
                .put("box", parts.config().box())
                .put("topic", parts.config().mqtt().topic())
                .put("started_at", parts.startedAt().toString())
                .put(
                        "uptime_s",
                        Duration.between(parts.startedAt(), Instant.now()).toSeconds())
                .put("model", model(parts))
                .put("provider", parts.detector().now().provider().name().toLowerCase(Locale.ROOT))
                .put("workers", parts.pipeline().pool().workers())
                .put("cameras", parts.config().cameras().size())
                .put("streaming", streaming(parts))
                .put("analysed_fps", analysedFps(parts))
                .put("broker_connected", parts.alerts().connection().connected())
                .put("backlog", parts.alerts().counters().backlog())
                .put("coverage", coverage(parts))
                .build();
    }

    /** {@code <p>/health}: what the contract names, as far as it is known here. */
    static Values health(BoxParts parts) {
        Values.Builder values = parts.arming()
                .standing()
                .put("status", BoxHealth.of(parts).word())
                .put("provider", parts.detector().now().provider().name().toLowerCase(Locale.ROOT))
                .put("backlog", parts.alerts().counters().backlog())
                .put("cameras", parts.config().cameras().size())
                .put("streaming", streaming(parts))
                .put("analysed_fps", analysedFps(parts))
                .put("coverage", coverage(parts))
                .put("memory_bytes", ProcessMemory.residentBytes());
        parts.alerts().channels().forEach((name, channel) -> values.put(
                        name + "_connected", channel.connection().connected())
                .put(name + "_backlog", channel.backlog()));
        if (parts.config().mqtt().receipts().isPresent()) {
            values.put("unreceipted", parts.alerts().counters().unreceipted())
                    .put("receipts_ignored", parts.alerts().receiptsIgnored());
        }
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        if (load >= 0) {
            values.put("load", load);
        }
        long free = parts.config().storage().directory().toFile().getUsableSpace();
        return values.put("disk_free_bytes", free).build();
    }

    private static String model(BoxParts parts) {
        return parts.detector().now().model().card().name() + " "
                + parts.detector().now().variant().name();
    }

    private static long streaming(BoxParts parts) {
        return parts.cameras().statuses().stream()
                .filter(status -> status.state() == CameraState.STREAMING)
                .count();
    }

    /** The share of all cameras' time that was watched since the start, in thousandths. */
    private static double coverage(BoxParts parts) {
        return Math.round(parts.pipeline().counters().coverage().share() * 1000) / 1000.0;
    }

    private static double analysedFps(BoxParts parts) {
        double fps = parts.cameras().statuses().stream()
                .mapToDouble(CameraStatus::analysedFps)
                .sum();
        return Math.round(fps * 10) / 10.0;
    }
}
