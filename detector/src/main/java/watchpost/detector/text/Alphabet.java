package watchpost.detector.text;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import watchpost.detector.model.ModelException;
import watchpost.detector.second.Label;

/**
 * From the likelihood of each character at each step along a line to a text: the likeliest character of the alphabet, or none, at each
 * step, what is repeated without one between counting once (connectionist temporal classification, best path).
 */
final class Alphabet {
    private static final int OTHER = -2;
    private static final int NONE = -1;

    /** By column: place in {@link #characters}, {@link #NONE} for what separates, {@link #OTHER} for what is not read. */
    private final int[] columns;

    /** The columns that are looked at. */
    private final int[] read;

    private final String characters;

    /**
     * @param known what the columns stand for, but for the first and the last
     * @param characters those that are read; a small letter is read as its capital where only that is among them
     * @throws ModelException if one of them is unknown
     */
    Alphabet(List<String> known, String characters) {
        this.characters = characters;
        this.columns = new int[known.size() + 2];
        Arrays.fill(columns, OTHER);
        columns[0] = NONE;
        columns[columns.length - 1] = NONE;
        for (int i = 0; i < known.size(); i++) {
            String letter = known.get(i);
            int exact = letter.isEmpty() ? OTHER : characters.indexOf(letter);
            int capital = letter.isEmpty() ? OTHER : characters.indexOf(letter.toUpperCase(Locale.ROOT));
            if (exact >= 0 || capital >= 0) {
                columns[i + 1] = exact >= 0 ? exact : capital;
            } else if (letter.length() == 1 && isMark(letter.charAt(0))) {
                columns[i + 1] = NONE;
            }
        }
        this.read = IntStream.range(0, columns.length)
                .filter(column -> columns[column] != OTHER)
                .toArray();
        for (int i = 0; i < characters.length(); i++) {
            int wanted = i;
            if (Arrays.stream(columns).noneMatch(column -> column == wanted)) {
                throw new ModelException("the model does not know the character \"" + characters.charAt(i)
                        + "\" of the card's alphabet.");
            }
        }
    }

    int columns() {
        return columns.length;
    }

    /** The text of one line: {@code steps × columns} numbers from {@code offset} on. */
    Label read(FloatBuffer likely, int offset, int steps) {
        StringBuilder text = new StringBuilder();
        double sum = 0;
        double best = 0;
        int before = NONE;
        for (int step = 0; step < steps; step++) {
            int at = offset + step * columns.length;
            int column = likeliest(likely, at);
            int character = columns[column];
            double likelihood = likely.get(at + column);
            if (character != NONE && character != before) {
                text.append(characters.charAt(character));
                sum += best;
                best = likelihood;
            } else if (character != NONE) {
                best = Math.max(best, likelihood);
            }
            before = character;
        }
        return new Label(text.toString(), text.isEmpty() ? 0 : (sum + best) / text.length());
    }

    private int likeliest(FloatBuffer likely, int at) {
        int best = 0;
        for (int column : read) {
            if (likely.get(at + column) > likely.get(at + best)) {
                best = column;
            }
        }
        return best;
    }

    private static boolean isMark(char character) {
        return !Character.isLetterOrDigit(character);
    }
}
