package watchpost.detector.text;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import watchpost.detector.model.TextCard;

/**
 * From a map of how likely each pixel belongs to the middle of a line of text to the lines: connected pixels above the threshold, the
 * rectangle around them along their main axis, grown to the height of the letters ("Real-time Scene Text Detection with Differentiable
 * Binarization", section 3.4). A spot that is about as high as wide, as two letters leave, has no axis of its own and takes that of the
 * longest line. Not thread-safe.
 */
final class LineFinder {
    /** Smaller spots are noise. */
    private static final int LEAST_PIXELS = 12;
    /** Along the axis against across it, from which on the axis is the line's. */
    private static final double CLEARLY_LONG = 2;
    /** Lines of one picture, at most. */
    private static final int MOST = 16;

    private final TextCard.Finder settings;
    private final int side;
    private final int[] stack;
    private final boolean[] seen;
    private final List<Spot> spots = new ArrayList<>();

    /** Pixels that hang together. */
    private static final class Spot {
        final int[] pixels;
        final double x;
        final double y;
        /** Of the axis along which it is longest. */
        final double angle;
        /** Along that axis against across it. */
        final double elongation;

        Spot(int[] pixels, double x, double y, double angle, double elongation) {
            this.pixels = pixels;
            this.x = x;
            this.y = y;
            this.angle = angle;
            this.elongation = elongation;
        }
    }

    LineFinder(TextCard.Finder settings) {
        this.settings = settings;
        this.side = settings.side();
        this.stack = new int[side * side];
        this.seen = new boolean[side * side];
    }

    /** The lines in one picture's map, {@code side × side} numbers from {@code offset} on, in pixels of the map. */
    List<Line> find(FloatBuffer map, int offset) {
        spots.clear();
        Arrays.fill(seen, false);
        for (int i = 0; i < side * side && spots.size() < MOST; i++) {
            if (!seen[i] && map.get(offset + i) > settings.threshold()) {
                spread(map, offset, i);
            }
        }
        double usual = spots.stream()
                .max(Comparator.comparingDouble(spot -> spot.elongation))
                .filter(spot -> spot.elongation >= CLEARLY_LONG)
                .map(spot -> spot.angle)
                .orElse(0.0);
        return spots.stream()
                .map(spot -> around(spot, spot.elongation >= CLEARLY_LONG ? spot.angle : usual))
                .filter(line -> Math.abs(line.angle()) <= Math.PI / 4)
                .toList();
    }

    /** Collects what hangs together with {@code first}; {@link #stack} holds it afterwards. */
    private void spread(FloatBuffer map, int offset, int first) {
        int count = 0;
        int next = 0;
        stack[count++] = first;
        seen[first] = true;
        double sum = 0;
        while (next < count) {
            int at = stack[next++];
            sum += map.get(offset + at);
            int x = at % side;
            int y = at / side;
            for (int dy = -1; dy <= 1; dy++) {
                for (int dx = -1; dx <= 1; dx++) {
                    int neighbour = at + dy * side + dx;
                    boolean inside = x + dx >= 0 && x + dx < side && y + dy >= 0 && y + dy < side;
                    if (inside && !seen[neighbour] && map.get(offset + neighbour) > settings.threshold()) {
                        seen[neighbour] = true;
                        stack[count++] = neighbour;
                    }
                }
            }
        }
        if (count >= LEAST_PIXELS && sum / count >= settings.confidence()) {
            add(count);
        }
    }

    private void add(int count) {
        int[] pixels = Arrays.copyOf(stack, count);
        double meanX = 0;
        double meanY = 0;
        for (int pixel : pixels) {
            meanX += pixel % side;
            meanY += row(pixel);
        }
        meanX /= count;
        meanY /= count;
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (int pixel : pixels) {
            double dx = pixel % side - meanX;
            double dy = row(pixel) - meanY;
            xx += dx * dx;
            xy += dx * dy;
            yy += dy * dy;
        }
        double angle = 0.5 * Math.atan2(2 * xy, xx - yy);
        double spread = Math.hypot(xx - yy, 2 * xy);
        double elongation = Math.sqrt((xx + yy + spread) / Math.max(1, xx + yy - spread));
        spots.add(new Spot(pixels, meanX, meanY, angle, elongation));
    }

    private int row(int pixel) {
        return pixel / side;
    }

    private Line around(Spot spot, double angle) {
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        double left = 0;
        double right = 0;
        double top = 0;
        double bottom = 0;
        for (int pixel : spot.pixels) {
            double dx = pixel % side - spot.x;
            double dy = row(pixel) - spot.y;
            double along = dx * cos + dy * sin;
            double across = dy * cos - dx * sin;
            left = Math.min(left, along);
            right = Math.max(right, along);
            top = Math.min(top, across);
            bottom = Math.max(bottom, across);
        }
        double length = right - left + 1;
        double height = bottom - top + 1;
        double grown = length * height * settings.grow() / (2 * (length + height));
        double along = (left + right) / 2;
        double across = (top + bottom) / 2;
        return new Line(
                spot.x + along * cos - across * sin + 0.5,
                spot.y + along * sin + across * cos + 0.5,
                angle,
                length + 2 * grown,
                height + 2 * grown);
    }
}
