package watchpost.daemon.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import watchpost.config.ConfigFile;
import watchpost.config.ConfigResult;

/**
 * Measures a box with everything on (RTSP over TCP, decoding, detector, tracker, three rules, outbox on disk, broker, page) against
 * bare decoding and bare inference on the same machine, in one run: bare costs, box, bare costs.
 */
public final class PipelineBench {
    private PipelineBench() {}

    /**
     * Runs the benchmark and measures for {@code span}.
     *
     * @param cameras how many cameras play {@code clip}
     * @param load the share of what the bare costs allow on all processors that the cameras send, 0..1; if empty, they keep the clip's rate
     */
    public static PipelineFigures run(Path clip, int cameras, OptionalDouble load, Duration span) throws Exception {
        BareCosts before = BareCosts.measure(clip);
        int processors = Runtime.getRuntime().availableProcessors();
        double offered =
                load.isPresent() ? load.getAsDouble() * before.mostPerSecond(processors) : cameras * before.clipRate();
        Path folder = Files.createTempDirectory("watchpost-bench");
        BoxRun box;
        try (LoadProcess process = LoadProcess.start(clip, cameras, offered / cameras)) {
            ConfigResult result = ConfigFile.parse(configuration(process, cameras, folder), "bench.yaml");
            if (!(result instanceof ConfigResult.Valid valid)) {
                throw new IllegalStateException("the benchmark's own configuration is wrong: " + result);
            }
            box = BoxRun.measure(valid, process, span);
        } finally {
            delete(folder);
        }
        return new PipelineFigures(cameras, offered, before.mean(BareCosts.measure(clip)), box);
    }

    /**
     * Three rules that look at every picture, and places for them where something happens once in 80 s of the bundled clip: still a
     * thousand incidents a day and camera, with their pictures and clips.
     */
    private static String configuration(LoadProcess load, int cameras, Path folder) {
        StringBuilder text = new StringBuilder()
                .append("site: bench\nbox: bench\nmqtt: {url: \"" + load.broker() + "\"}\n")
                .append("http: {port: 0}\nstorage: {directory: \"" + folder + "\"}\ncameras:\n");
        for (int i = 0; i < cameras; i++) {
            text.append("  cam-" + i + ":\n    url: " + load.camera(i) + "\n    transport: tcp\n    analyse: all\n")
                    .append("    rules:\n")
                    .append("      yard: {kind: intrusion, zone: [[0, 0.85], [0.12, 0.85], [0.12, 1], [0, 1]]}\n")
                    .append("      gate: {kind: line-crossing, line: [[0.3, 0.15], [0.7, 0.15]]}\n")
                    .append("      door: {kind: footfall, line: [[0.3, 0.85], [0.3, 0.25]], in: left-to-right,")
                    .append(" every: 1 min}\n");
        }
        return text.toString();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
