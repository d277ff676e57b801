package watchpost.daemon.scene;

import java.awt.image.BufferedImage;
import java.util.Locale;
import java.util.Map;

/** Writes times into a picture with letters of its own, because a headless Java need not have a font. */
final class SmallLetters {
    private static final int COLUMNS = 3;
    private static final int DOT = 2;
    private static final int ADVANCE = (COLUMNS + 1) * DOT;
    private static final double SECONDS_UNTIL = 100;
    private static final double MINUTES_UNTIL = 6000;

    /** Row by row, three dots each. */
    private static final Map<Character, String> SHAPES = Map.ofEntries(
            Map.entry('0', "###" + "# #" + "# #" + "# #" + "###"),
            Map.entry('1', " # " + "## " + " # " + " # " + "###"),
            Map.entry('2', "###" + "  #" + "###" + "#  " + "###"),
            Map.entry('3', "###" + "  #" + "###" + "  #" + "###"),
            Map.entry('4', "# #" + "# #" + "###" + "  #" + "  #"),
            Map.entry('5', "###" + "#  " + "###" + "  #" + "###"),
            Map.entry('6', "###" + "#  " + "###" + "# #" + "###"),
            Map.entry('7', "###" + "  #" + "  #" + " # " + " # "),
            Map.entry('8', "###" + "# #" + "###" + "# #" + "###"),
            Map.entry('9', "###" + "# #" + "###" + "  #" + "###"),
            Map.entry('.', "   " + "   " + "   " + "   " + " # "),
            Map.entry('s', "   " + " ##" + "#  " + "  #" + "## "),
            Map.entry('m', "   " + "###" + "###" + "# #" + "# #"),
            Map.entry('i', " # " + "   " + " # " + " # " + " # "),
            Map.entry('n', "   " + "## " + "# #" + "# #" + "# #"),
            Map.entry('h', "#  " + "#  " + "## " + "# #" + "# #"),
            Map.entry(' ', "   " + "   " + "   " + "   " + "   "));

    private final BufferedImage image;
    private final int rgb;

    SmallLetters(BufferedImage image, int rgb) {
        this.image = image;
        this.rgb = rgb;
    }

    /** Digits, points, spaces and the letters of units; {@code left} and {@code top} are the corner of the first. */
    void write(String text, int left, int top) {
        for (int i = 0; i < text.length(); i++) {
            String shape = SHAPES.getOrDefault(text.charAt(i), "");
            for (int dot = 0; dot < shape.length(); dot++) {
                if (shape.charAt(dot) == '#') {
                    dot(left + i * ADVANCE + dot % COLUMNS * DOT, top + dot / COLUMNS * DOT);
                }
            }
        }
    }

    private void dot(int left, int top) {
        for (int i = 0; i < DOT * DOT; i++) {
            image.setRGB(left + i % DOT, top + i / DOT, rgb);
        }
    }

    static int width(String text) {
        return text.length() * ADVANCE - DOT;
    }

    /** "4.5 s", "12 min", "3.4 h". */
    static String time(double seconds) {
        if (seconds < SECONDS_UNTIL) {
            return number(seconds) + " s";
        }
        return seconds < MINUTES_UNTIL ? number(seconds / 60) + " min" : number(seconds / 3600) + " h";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 && value != Math.rint(value) ? "%.1f" : "%.0f", value);
    }
}
