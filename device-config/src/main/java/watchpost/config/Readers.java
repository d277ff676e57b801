package watchpost.config;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import watchpost.config.text.ClosestWord;
import watchpost.config.text.Quantities;
import watchpost.config.text.WrongValueException;
import watchpost.config.yaml.Entry.TextReader;
import watchpost.core.id.Names;

/** Readers of single values that more than one part of the file needs. */
final class Readers {
    static final TextReader<Boolean> YES_OR_NO = oneOf(Map.of("true", true, "false", false));

    private Readers() {}

    /** A duration within {@code least} and {@code most}, both as the file would write them. */
    static TextReader<Duration> duration(String least, String most) {
        return text -> {
            Duration value = Quantities.duration(text);
            if (value.compareTo(Quantities.duration(least)) < 0 || value.compareTo(Quantities.duration(most)) > 0) {
                throw new WrongValueException(text + " is not within " + least + " to " + most);
            }
            return value;
        };
    }

    /** A size of at least {@code least}, as the file would write it. */
    static TextReader<Long> bytes(String least) {
        return text -> {
            long value = Quantities.bytes(text);
            if (value < Quantities.bytes(least)) {
                throw new WrongValueException(text + " is less than " + least);
            }
            return value;
        };
    }

    /** One of {@code words}. */
    static <T> TextReader<T> oneOf(Map<String, T> words) {
        return text -> {
            T value = words.get(text);
            if (value == null) {
                throw new WrongValueException(quote(text) + " is not known here", meantOrAll(text, words.keySet()));
            }
            return value;
        };
    }

    /** One of the constants of an enumeration, written {@code left-to-right}. */
    static <E extends Enum<E>> TextReader<E> oneOf(Class<E> type) {
        Map<String, E> words = new LinkedHashMap<>();
        for (E constant : type.getEnumConstants()) {
            words.put(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'), constant);
        }
        return oneOf(words);
    }

    /** A name that can stand in a topic. */
    static TextReader<String> name() {
        return text -> {
            if (!Names.isName(text)) {
                throw new WrongValueException(quote(text) + " is not a name", "use " + Names.RULE);
            }
            return text;
        };
    }

    /** "did you mean x", or the list of all known words where none is near. */
    static String meantOrAll(String word, Collection<String> known) {
        String meant = ClosestWord.didYouMean(word, known);
        if (!meant.isEmpty()) {
            return meant;
        }
        return known.isEmpty() || known.size() > 20 ? "" : "use one of " + String.join(", ", known);
    }

    static String quote(String text) {
        return '"' + text + '"';
    }
}
