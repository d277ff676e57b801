package watchpost.detector.model;

import java.util.List;
import java.util.regex.Pattern;
import watchpost.core.vision.PixelOrder;

/**
 * What the card of a model says that reads text: one graph finds the lines of text in a picture, another reads a line.
 * {@code docs/models.md} describes each key.
 *
 * @param provenance where the files come from and what was done to them
 * @param alphabet the characters that a text is made of; others are not read
 * @param pattern what a whole text must look like; other texts are not told
 * @param report the lowest confidence of a text that is told, 0..1
 * @param sure the confidence from which no further pictures of an object are read, 0..1
 */
public record TextCard(
        String name,
        String version,
        String licence,
        String source,
        String provenance,
        String alphabet,
        Pattern pattern,
        double report,
        double sure,
        Finder finder,
        Reader reader) {

    /**
     * A file with a graph that takes floats {@code [batch, 3, height, width]}: {@code (byte - mean) / deviation}.
     *
     * @param file file name beside the card
     * @param sha256 64 lower-case hexadecimal digits
     * @param input the graph's name of its input
     * @param colour order of the colours, also of {@code mean} and {@code deviation}
     */
    public record Graph(
            String file, String sha256, String input, PixelOrder colour, List<Double> mean, List<Double> deviation) {
        public Graph {
            mean = List.copyOf(mean);
            deviation = List.copyOf(deviation);
        }
    }

    /**
     * Finds lines of text: its output is a map {@code [batch, 1, side, side]} of how likely each pixel belongs to the middle of a line.
     *
     * @param side of the square into which a picture is scaled, a multiple of 32
     * @param threshold pixels from which on the map counts as text, 0..1
     * @param confidence the lowest mean of the map over a line, 0..1
     * @param grow by how much a line is larger than its middle on the map: its area times this, divided by its circumference
     */
    public record Finder(Graph graph, int side, double threshold, double confidence, double grow) {}

    /**
     * Reads lines of text: its output {@code [batch, steps, characters + 2]} says for each step along the line how likely each
     * character is; the first is none, the last a blank.
     *
     * @param height of a line in pixels
     * @param widest the greatest width of a line in pixels; a longer one is squeezed
     * @param characters name of the file beside the card that has one character a line
     */
    public record Reader(Graph graph, int height, int widest, String characters) {}
}
