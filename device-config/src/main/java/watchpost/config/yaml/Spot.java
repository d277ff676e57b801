package watchpost.config.yaml;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** A place in the file; line and column count from 1. */
public record Spot(int line, int column) {
    public static final Spot START = new Spot(1, 1);

    static Spot of(Optional<Mark> mark) {
        return mark.map(found -> new Spot(found.getLine() + 1, found.getColumn() + 1))
                .orElse(START);
    }

    /** The place of the character at {@code index} of {@code text}. */
    static Spot at(String text, int index) {
        int line = 1;
        int start = 0;
        for (int i = 0; i < index; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                start = i + 1;
            }
        }
        return new Spot(line, text.codePointCount(start, index) + 1);
    }
}
