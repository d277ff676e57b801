package watchpost.daemon.eye;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import watchpost.core.geometry.Box;
import watchpost.core.geometry.Size;
import watchpost.core.id.CameraId;
import watchpost.core.time.ClockQuality;
import watchpost.core.time.FrameTime;
import watchpost.core.time.Moment;
import watchpost.core.vision.Detection;
import watchpost.core.vision.Detections;

/**
 * What the built-in model found in a clip, in a text file: the clip need not be there and nothing is detected anew. A line {@code @ MS}
 * begins the picture of that millisecond; every other line is a class, its confidence, and left, top, width and height in
 * ten-thousandths of the picture.
 */
final class FoundInClip {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private FoundInClip() {}

    static List<Detections> read(Path file, CameraId camera, Size picture) throws IOException {
        List<Detections> pictures = new ArrayList<>();
        List<Detection> found = new ArrayList<>();
        long at = -1;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ", -1);
                if (words[0].equals("@")) {
                    if (at >= 0) {
                        pictures.add(detections(camera, picture, at, found));
                    }
                    found = new ArrayList<>();
                    at = Long.parseLong(words[1]);
                } else if (!words[0].equals("#")) {
                    // a class of two words, such as "sports ball"
                    int last = words.length - 5;
                    String label = String.join(" ", List.of(words).subList(0, last));
                    Box box = new Box(
                            part(words[last + 1]), part(words[last + 2]), part(words[last + 3]), part(words[last + 4]));
                    found.add(new Detection(label, Double.parseDouble(words[last]), box));
                }
            }
        }
        pictures.add(detections(camera, picture, at, found));
        return pictures;
    }

    static void write(Path file, String remark, List<Detections> pictures) throws IOException {
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("# " + remark + "\n");
            for (Detections picture : pictures) {
                out.write("@ " + picture.time().moment().stream().toMillis() + "\n");
                for (Detection one : picture.found()) {
                    Box box = one.box();
                    out.write(String.format(
                            Locale.ROOT,
                            "%s %.3f %d %d %d %d%n",
                            one.label(),
                            one.confidence(),
                            parts(box.x()),
                            parts(box.y()),
                            parts(box.width()),
                            parts(box.height())));
                }
            }
        }
    }

    private static Detections detections(CameraId camera, Size picture, long at, List<Detection> found) {
        Duration since = Duration.ofMillis(at);
        Moment moment = new Moment(since, START.plus(since), ClockQuality.SYNCED);
        return new Detections(camera, new FrameTime(moment, since.toNanos()), picture, found);
    }

    private static double part(String tenThousandths) {
        return Integer.parseInt(tenThousandths) / 1e4;
    }

    private static long parts(double share) {
        return Math.round(share * 1e4);
    }
}
