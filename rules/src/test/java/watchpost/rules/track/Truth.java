package watchpost.rules.track;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import watchpost.core.geometry.Box;
import watchpost.core.geometry.Size;
import watchpost.core.id.CameraId;
import watchpost.core.time.ClockQuality;
import watchpost.core.time.FrameTime;
import watchpost.core.time.Moment;
import watchpost.core.vision.Detection;
import watchpost.core.vision.Detections;
import watchpost.rules.track.score.Labelled;

/** True boxes of a clip, frame by frame, and what an imperfect detector would have made of them. */
record Truth(Size picture, double fps, List<List<Labelled>> frames) {
    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    /** Reads a MOTChallenge file: frame (from 1), id, left, top, width, height in pixels, … */
    static Truth read(Path file, Size picture, double fps) throws IOException {
        List<List<Labelled>> frames = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (line.isBlank()) {
                continue;
            }
            String[] cells = line.split(",", -1);
            int frame = Integer.parseInt(cells[0]);
            while (frames.size() < frame) {
                frames.add(new ArrayList<>());
            }
            double left = Double.parseDouble(cells[2]) / picture.width();
            double top = Double.parseDouble(cells[3]) / picture.height();
            double right = left + Double.parseDouble(cells[4]) / picture.width();
            double bottom = top + Double.parseDouble(cells[5]) / picture.height();
            frames.get(frame - 1).add(new Labelled(Long.parseLong(cells[1]), Box.clipped(left, top, right, bottom)));
        }
        return new Truth(picture, fps, frames);
    }

    /** Every {@code step}th frame. */
    Truth every(int step) {
        List<List<Labelled>> kept = new ArrayList<>();
        for (int i = 0; i < frames.size(); i += step) {
            kept.add(frames.get(i));
        }
        return new Truth(picture, fps / step, kept);
    }

    Moment moment(int frame) {
        Duration since = Duration.ofNanos(Math.round(frame * 1e9 / fps));
        return new Moment(since, START.plus(since), ClockQuality.SYNCED);
    }

    Detections detections(int frame, List<Detection> found) {
        return new Detections(new CameraId("c"), new FrameTime(moment(frame), 0), picture, found);
    }

    /** What a detector finds that misses boxes, trembles and sees things. */
    List<List<Detection>> seenBy(SplittableRandom random, double missed, double tremble, double falseBoxesPerFrame) {
        List<List<Detection>> seen = new ArrayList<>();
        for (List<Labelled> frame : frames) {
            List<Detection> found = new ArrayList<>();
            for (Labelled truth : frame) {
                if (random.nextDouble() >= missed) {
                    found.add(new Detection(
                            "person", random.nextDouble(0.45, 0.95), shaken(truth.box(), random, tremble)));
                }
            }
            for (double n = falseBoxesPerFrame; random.nextDouble() < n; n--) {
                double height = random.nextDouble(0.1, 0.5);
                double x = random.nextDouble(0, 0.9);
                double y = random.nextDouble(0, 0.9);
                found.add(new Detection(
                        "person", random.nextDouble(0.4, 0.6), Box.clipped(x, y, x + height * 0.3, y + height)));
            }
            seen.add(found);
        }
        return seen;
    }

    private static Box shaken(Box box, SplittableRandom random, double tremble) {
        double sigma = tremble * box.height();
        double l = box.x() + sigma * random.nextGaussian();
        double t = box.y() + sigma * random.nextGaussian();
        double r = box.right() + sigma * random.nextGaussian();
        double b = box.bottom() + sigma * random.nextGaussian();
        return Box.clipped(Math.min(l, r), Math.min(t, b), Math.max(l, r), Math.max(t, b));
    }
}
