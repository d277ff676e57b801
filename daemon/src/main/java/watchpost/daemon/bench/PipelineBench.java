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
 * bare decoding and bare inference on the same machine, in one run and in turns.
 */
public final class PipelineBench {
    /** How much of what the bare costs allow is sent while the code is compiled, however little is sent afterwards. */
    private static final double WARMING = 0.7;

    private PipelineBench() {}

    /**
     * Runs the benchmark and measures for {@code span}.
     *
     * @param cameras how many cameras play {@code clip}
     * @param load the share of what the bare costs allow on all processors that the cameras send, 0..1; if empty, they keep the clip's rate
     */
    public static PipelineFigures run(Path clip, int cameras, OptionalDouble load, Duration span) throws Exception {
        Path folder = Files.createTempDirectory("watchpost-bench");
        try (BareMeter meter = new BareMeter(clip)) {
            Offer warming = new Offer(cameras, OptionalDouble.of(WARMING));
            meter.measure();
            double first = warming.perSecond(meter.take());
            try (LoadProcess process = LoadProcess.start(clip, cameras, first / cameras)) {
                ConfigResult result = ConfigFile.parse(configuration(process, cameras, folder), "bench.yaml");
                if (!(result instanceof ConfigResult.Valid valid)) {
                    throw new IllegalStateException("the benchmark's own configuration is wrong: " + result);
                }
                BoxRun box = new BoxMeter(meter, process, new Offer(cameras, load)).measure(valid, span);
                BareCosts bare = meter.take();
                double paced = meter.inferenceAt(Math.min(box.offered(), Offer.most(bare)));
                return new PipelineFigures(cameras, bare, paced, box);
            }
        } finally {
            delete(folder);
        }
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
                    // they stand still while bare costs are measured
                    .append("    timers: {bytes: 1 min, picture: 1 min}\n")
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
