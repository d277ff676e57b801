package watchpost.capture.signal;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import watchpost.core.geometry.Letterbox;
import watchpost.core.geometry.Point;
import watchpost.core.geometry.Polygon;
import watchpost.core.rule.Signal.State;
import watchpost.core.vision.PixelOrder;

/**
 * What the lamps in an area show in one picture. A lamp that is lit is the brightest coloured thing in its dark head; its hue says which
 * it is. In an area that is longer than wide its place along the head must agree: red at the upper or left end, green at the other.
 * Whatever is in doubt is {@link State#UNKNOWN}: glare, darkness, a head behind a lorry, two lamps that exclude each other.
 */
public final class SignalReading {
    private static final int BYTES_A_PIXEL = 3;
    /** Larger areas are looked at in every second pixel, every third and so on. */
    private static final int MOST_PIXELS = 1024;

    /** Darker than this is no lamp. */
    private static final int LIT = 80;
    /** Of the brightest coloured pixel; darker ones are lenses in the sun, and light on the head. */
    private static final double LIT_SHARE = 0.6;
    /** Paler than this has no colour: the overexposed middle of a lamp, the sky. */
    private static final double COLOURED = 0.35;
    /** So bright and pale is glare, or the middle of a lamp at night. */
    private static final int GLARING = 230;
    /** Of the area; more glare than this and no colour can be trusted. */
    private static final double MOST_GLARE = 0.4;
    /** Of the area; less is a reflection. */
    private static final double LEAST_LAMP = 0.01;
    /** Of the area; more is not a lamp but something large in front of the head. */
    private static final double MOST_LAMP = 0.6;
    /** Of the light of all colours; a lamp that is lit has more. */
    private static final double CLEAR_SHARE = 0.75;
    /** Red and amber together, before green: both at least this share. */
    private static final double BOTH_SHARE = 0.2;
    /** Longer than wide by this much is a head with its lamps in a row. */
    private static final double ROW = 1.6;

    private static final double RED_TO = 22;
    private static final double AMBER_TO = 62;
    private static final double GREEN_FROM = 80;
    private static final double GREEN_TO = 205;
    private static final double RED_FROM = 335;

    private final Light red = new Light();
    private final Light amber = new Light();
    private final Light green = new Light();

    private int pixels;
    private int glaring;
    private int lit;

    private SignalReading() {}

    /**
     * Reads one picture.
     *
     * @param input packed rows of three bytes a pixel, {@code place.input()} in size
     * @param place where the picture lies in them
     * @param area of the signal's head, in fractions of the picture
     */
    public static State of(ByteBuffer input, PixelOrder order, Letterbox place, Polygon area) {
        Grid grid = Grid.of(place, area);
        SignalReading reading = new SignalReading();
        int brightest = grid.brightest(input, order);
        grid.each(input, order, (rgb, along) -> reading.take(rgb, along, Math.max(LIT, LIT_SHARE * brightest)));
        return reading.state(grid.isRow());
    }

    private void take(int rgb, double along, double least) {
        pixels++;
        Colour colour = Colour.of(rgb);
        if (colour.saturation() < COLOURED) {
            glaring += colour.brightness() >= GLARING ? 1 : 0;
            return;
        }
        Light light = of(named(colour.hue()));
        if (light == null || colour.brightness() < least) {
            return;
        }
        lit++;
        light.add(colour.brightness() * colour.saturation(), along);
    }

    private @Nullable Light of(State state) {
        return switch (state) {
            case RED -> red;
            case AMBER -> amber;
            case GREEN -> green;
            case UNKNOWN -> null;
        };
    }

    private State state(boolean row) {
        boolean seen = lit >= Math.max(1, LEAST_LAMP * pixels) && lit <= MOST_LAMP * pixels;
        if (!seen || glaring > MOST_GLARE * pixels) {
            return State.UNKNOWN;
        }
        double all = red.sum + amber.sum + green.sum;
        double ofRed = red.sum / all;
        double ofAmber = amber.sum / all;
        if (green.sum / all >= CLEAR_SHARE) {
            return green.isWithin(row, 0.5, 1) ? State.GREEN : State.UNKNOWN;
        }
        boolean both = ofRed >= BOTH_SHARE && ofAmber >= BOTH_SHARE && ofRed + ofAmber >= CLEAR_SHARE;
        if (ofRed >= CLEAR_SHARE || both) {
            return red.isWithin(row, 0, 0.5) ? State.RED : State.UNKNOWN;
        }
        if (ofAmber < CLEAR_SHARE) {
            return State.UNKNOWN;
        }
        // an overexposed red lamp looks amber, but stands where red does
        if (row && amber.isWithin(true, 0, 0.3)) {
            return State.RED;
        }
        return amber.isWithin(row, 0.3, 0.7) ? State.AMBER : State.UNKNOWN;
    }

    /** The light of one colour, and where along the head it is. */
    private static final class Light {
        private double sum;
        private double places;

        void add(double weight, double along) {
            sum += weight;
            places += weight * along;
        }

        boolean isWithin(boolean row, double from, double to) {
            double along = places / sum;
            return !row || (along >= from && along <= to);
        }
    }

    private static State named(double hue) {
        if (hue <= RED_TO || hue >= RED_FROM) {
            return State.RED;
        }
        if (hue <= AMBER_TO) {
            return State.AMBER;
        }
        return hue >= GREEN_FROM && hue <= GREEN_TO ? State.GREEN : State.UNKNOWN;
    }

    /** Hue in degrees, saturation 0..1, brightness 0..255: the largest of red, green and blue. */
    private record Colour(double hue, double saturation, int brightness) {
        static Colour of(int rgb) {
            int red = rgb >> 16;
            int green = rgb >> 8 & 0xff;
            int blue = rgb & 0xff;
            int most = Math.max(red, Math.max(green, blue));
            double range = most - Math.min(red, Math.min(green, blue));
            if (range == 0) {
                return new Colour(0, 0, most);
            }
            double sixth;
            if (most == red) {
                sixth = (green - blue) / range + (green < blue ? 6 : 0);
            } else {
                sixth = most == green ? (blue - red) / range + 2 : (red - green) / range + 4;
            }
            return new Colour(60 * sixth, range / most, most);
        }
    }

    /** Takes a pixel, {@code 0xRRGGBB}, and its place along the head, 0..1. */
    private interface Pixels {
        void take(int rgb, double along);
    }

    /** The pixels of the input that lie in the area: columns {@code left} to {@code right}, rows {@code top} to {@code bottom}. */
    private record Grid(Letterbox place, Polygon area, int left, int top, int right, int bottom, int step) {
        static Grid of(Letterbox place, Polygon area) {
            double left = area.corners().stream().mapToDouble(Point::x).min().orElse(0);
            double right = area.corners().stream().mapToDouble(Point::x).max().orElse(0);
            double top = area.corners().stream().mapToDouble(Point::y).min().orElse(0);
            double bottom = area.corners().stream().mapToDouble(Point::y).max().orElse(0);
            int firstColumn = place.x() + Math.max(0, (int) Math.floor(left * place.width()));
            int firstRow = place.y() + Math.max(0, (int) Math.floor(top * place.height()));
            int lastColumn = place.x() + Math.min(place.width(), (int) Math.ceil(right * place.width())) - 1;
            int lastRow = place.y() + Math.min(place.height(), (int) Math.ceil(bottom * place.height())) - 1;
            long size = (long) (lastColumn - firstColumn + 1) * (lastRow - firstRow + 1);
            int step = (int) Math.max(1, Math.ceil(Math.sqrt((double) size / MOST_PIXELS)));
            return new Grid(place, area, firstColumn, firstRow, lastColumn, lastRow, step);
        }

        private int columns() {
            return right - left + 1;
        }

        private int rows() {
            return bottom - top + 1;
        }

        boolean isRow() {
            return Math.max(columns(), rows()) >= ROW * Math.min(columns(), rows());
        }

        /** Of the coloured pixels. */
        int brightest(ByteBuffer input, PixelOrder order) {
            int[] most = {0};
            each(input, order, (rgb, along) -> {
                Colour colour = Colour.of(rgb);
                if (colour.saturation() >= COLOURED && named(colour.hue()) != State.UNKNOWN) {
                    most[0] = Math.max(most[0], colour.brightness());
                }
            });
            return most[0];
        }

        void each(ByteBuffer input, PixelOrder order, Pixels pixels) {
            boolean upright = rows() >= columns();
            for (int y = top; y <= bottom; y += step) {
                for (int x = left; x <= right; x += step) {
                    Point at = new Point((x - place.x() + 0.5) / place.width(), (y - place.y() + 0.5) / place.height());
                    if (area.contains(at)) {
                        double along = upright ? (y - top + 0.5) / rows() : (x - left + 0.5) / columns();
                        pixels.take(rgb(input, order, (y * place.input().width() + x) * BYTES_A_PIXEL), along);
                    }
                }
            }
        }

        private static int rgb(ByteBuffer input, PixelOrder order, int at) {
            int first = input.get(at) & 0xff;
            int green = input.get(at + 1) & 0xff;
            int last = input.get(at + 2) & 0xff;
            return order == PixelOrder.RGB ? first << 16 | green << 8 | last : last << 16 | green << 8 | first;
        }
    }
}
