package watchpost.daemon.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a person counted: a sum, or the crossings one by one.
 *
 * @param sum how many there were
 * @param crossings each of them; empty where only the sum is known
 */
public record Truth(int sum, List<Crossing> crossings) {
    /** One crossing: when, in seconds from the first picture, which way, and what, where the person wrote that down. */
    public record Crossing(double seconds, String direction, Optional<String> label) {}

    public Truth {
        crossings = List.copyOf(crossings);
    }

    /**
     * A number, or a file with a line for each crossing: {@code SECONDS DIRECTION [CLASS]}; what follows a {@code #} is a remark.
     *
     * @throws IOException if it is neither; the message names the line
     */
    public static Truth of(String text) throws IOException {
        if (text.matches("[0-9]{1,9}")) {
            return new Truth(Integer.parseInt(text), List.of());
        }
        Path file = Path.of(text);
        if (!Files.isReadable(file)) {
            throw new IOException(text + " is neither a number nor a file that can be read");
        }
        List<Crossing> crossings = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            String content = line.replaceFirst("#.*", "").strip();
            if (!content.isEmpty()) {
                crossings.add(crossing(content, file + ":" + number));
            }
        }
        return new Truth(crossings.size(), crossings);
    }

    private static Crossing crossing(String content, String where) throws IOException {
        String[] words = content.split("\\s+", -1);
        boolean right = (words.length == 2 || words.length == 3) && words[0].matches("[0-9]+(\\.[0-9]+)?");
        if (!right) {
            throw new IOException(
                    where + " is not \"SECONDS DIRECTION [CLASS]\", such as \"12.4 left-to-right person\"");
        }
        return new Crossing(
                Double.parseDouble(words[0]), words[1], words.length == 3 ? Optional.of(words[2]) : Optional.empty());
    }
}
