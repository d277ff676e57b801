package watchpost.bench.peers;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import watchpost.capture.VideoFile;
import watchpost.core.id.CameraId;
import watchpost.core.vision.Detections;
import watchpost.core.vision.Frame;
import watchpost.detector.Detector;
import watchpost.detector.DetectorSettings;
import watchpost.detector.model.Model;

/** As {@code watchpost replay} does it, down to the boxes: one thread decodes and scales, one for each processor detects. */
final class OwnStages implements Way {
    private static final int AHEAD_PER_WORKER = 2;

    @Override
    public void run(Path clip, Model model, String variant, int frames) throws Exception {
        try (Detector detector = Detector.open(model, DetectorSettings.defaults())) {
            ExecutorService workers = Executors.newFixedThreadPool(detector.workers());
            Queue<Future<Detections>> pending = new ArrayDeque<>();
            int left = frames;
            while (left > 0) {
                try (VideoFile video = VideoFile.open(clip, new CameraId("clip"), detector.shape(), 0, Instant.EPOCH)) {
                    for (Optional<Frame> next = video.next(); left > 0 && next.isPresent(); next = video.next()) {
                        Frame frame = next.get();
                        left--;
                        pending.add(workers.submit(() -> detect(detector, frame)));
                        while (pending.size() > detector.workers() * AHEAD_PER_WORKER) {
                            pending.remove().get();
                        }
                    }
                    while (!pending.isEmpty()) {
                        pending.remove().get();
                    }
                }
            }
            workers.shutdown();
        }
    }

    private static Detections detect(Detector detector, Frame frame) {
        try (frame) {
            return detector.detect(frame);
        }
    }
}
