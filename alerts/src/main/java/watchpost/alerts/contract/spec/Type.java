package watchpost.alerts.contract.spec;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** What values a field may have. */
public sealed interface Type {
    /** In a few words, for tables and for the list of fields that stay as they are. */
    String words();

    /** One of the values, in the forms of {@link watchpost.core.event.Values}. */
    Object example();

    /**
     * Text.
     *
     * @param pattern regular expression that all of it matches; empty for any
     * @param mayBeEmpty matters without a pattern
     */
    record Text(String name, String pattern, boolean mayBeEmpty, String example) implements Type {
        @Override
        public String words() {
            return name;
        }
    }

    /** One of a few words. */
    record Word(List<String> oneOf) implements Type {
        public Word {
            oneOf = List.copyOf(oneOf);
        }

        /** The words of an enumeration as the contract writes them: {@code auth-failed}. */
        static Word of(Enum<?>[] constants) {
            return new Word(Stream.of(constants).map(Word::wireName).toList());
        }

        static String wireName(Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        @Override
        public String words() {
            return "one of " + String.join(", ", oneOf);
        }

        @Override
        public String example() {
            return oneOf.get(0);
        }
    }

    /** A whole number from {@code least} on. */
    record Whole(long least) implements Type {
        @Override
        public String words() {
            return "whole number ≥ " + least;
        }

        @Override
        public Long example() {
            return Math.max(least, 3);
        }
    }

    /**
     * A number.
     *
     * @param above true if {@code least} itself is not among the values
     */
    record Amount(double least, OptionalDouble most, boolean above) implements Type {
        static Amount from(double least) {
            return new Amount(least, OptionalDouble.empty(), false);
        }

        static Amount between(double least, double most) {
            return new Amount(least, OptionalDouble.of(most), false);
        }

        @Override
        public String words() {
            return "number " + (above ? "> " : "≥ ") + plain(least)
                    + most.stream()
                            .mapToObj(end -> ", ≤ " + plain(end))
                            .findFirst()
                            .orElse("");
        }

        private static String plain(double number) {
            return Long.toString(Math.round(number));
        }

        @Override
        public Double example() {
            return most.isPresent() ? least + (most.getAsDouble() - least) / 2 : least + 12.5;
        }
    }

    /** True or false; or only one of them, and absent otherwise. */
    record Flag(Optional<Boolean> only) implements Type {
        static final Flag ANY = new Flag(Optional.empty());

        @Override
        public String words() {
            return only.map(value -> "always " + value).orElse("true or false");
        }

        @Override
        public Boolean example() {
            return only.orElse(false);
        }
    }

    /** Always the same text. */
    record Exactly(String value) implements Type {
        @Override
        public String words() {
            return "always " + value;
        }

        @Override
        public String example() {
            return value;
        }
    }

    /** An object of these fields; it may gain more. */
    record Group(List<Field> fields) implements Type {
        public Group {
            fields = List.copyOf(fields);
        }

        @Override
        public String words() {
            return "object";
        }

        @Override
        public Object example() {
            return Examples.of(fields);
        }
    }

    /** An object with a key for each of what is counted. */
    record ByKey(Type value, String exampleKey) implements Type {
        @Override
        public String words() {
            return "object of: " + value.words();
        }

        @Override
        public Object example() {
            return Examples.of(List.of(Field.always(exampleKey, value, "")));
        }
    }

    /** A list; {@code most} 0 for any length. */
    record Several(Type item, int least, int most) implements Type {
        @Override
        public String words() {
            return (least == most && least > 0 ? "list of " + least + ": " : "list of: ") + item.words();
        }

        @Override
        public Object example() {
            return Stream.generate(item::example).limit(Math.max(1, least)).toList();
        }
    }

    /** A type that has a name of its own in the schemas. */
    record Named(String name, Type type, String description) implements Type {
        @Override
        public String words() {
            return type.words();
        }

        @Override
        public Object example() {
            return type.example();
        }
    }
}
