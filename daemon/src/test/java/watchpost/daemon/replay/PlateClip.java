package watchpost.daemon.replay;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import watchpost.capture.VideoWriter;
import watchpost.core.geometry.Size;
import watchpost.core.time.ClockQuality;
import watchpost.core.time.FrameTime;
import watchpost.core.time.Moment;
import watchpost.core.vision.Picture;
import watchpost.testkit.plates.DrawnCar;

/** A drawn car with a plate that drives off. */
public final class PlateClip {
    private static final Size SIZE = new Size(1280, 720);
    private static final int PICTURES = 60;

    private PlateClip() {}

    /** The car becomes smaller and goes up in the picture, as one that drives away. */
    public static Path write(Path file, String plate) throws Exception {
        Moment zero = new Moment(Duration.ZERO, Instant.EPOCH, ClockQuality.UNSYNCED);
        try (VideoWriter writer = VideoWriter.open(file, SIZE, 10)) {
            for (int i = 0; i < PICTURES; i++) {
                writer.write(new Picture(SIZE, road(plate, (double) i / PICTURES), new FrameTime(zero, 0)));
            }
        }
        return file;
    }

    private static byte[] road(String plate, double part) {
        BufferedImage image = new BufferedImage(SIZE.width(), SIZE.height(), BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D pen = DrawnCar.pen(image);
        pen.setPaint(new GradientPaint(0, 0, new Color(150, 170, 190), 0, 260, new Color(200, 205, 210)));
        pen.fillRect(0, 0, SIZE.width(), 260);
        pen.setPaint(new GradientPaint(0, 260, new Color(120, 120, 120), 0, 720, new Color(85, 86, 88)));
        pen.fillRect(0, 260, SIZE.width(), 460);
        double width = 440 - 220 * part;
        double bottom = 690 - 330 * part;
        DrawnCar.draw(
                pen,
                plate,
                new Rectangle2D.Double(640 - width / 2, bottom - width * 0.85, width, width * 0.85),
                new SplittableRandom(5));
        pen.dispose();
        return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    }
}
