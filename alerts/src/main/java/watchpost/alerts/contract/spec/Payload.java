package watchpost.alerts.contract.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a message says.
 *
 * @param name {@code incident}; of what the box sends it stands in {@code "schema":"watchpost.incident/1"}
 * @param variants what the kinds add; none if there are no kinds
 * @param goTogether pairs of a word of a field and the field that is there with it and only with it
 * @param never two fields of which at most one is there
 */
public record Payload(
        String name,
        String title,
        String description,
        List<Field> fields,
        Optional<Variants> variants,
        List<Together> goTogether,
        Optional<Either> never) {
    public Payload {
        fields = List.copyOf(fields);
        goTogether = List.copyOf(goTogether);
    }

    Payload(String name, String title, String description, List<Field> fields) {
        this(name, title, description, fields, Optional.empty(), List.of(), Optional.empty());
    }

    /**
     * What each kind adds.
     *
     * @param within the field that it stands in; empty for the payload itself
     * @param byKind the fields by the word of {@code kind}
     */
    public record Variants(String within, Map<String, List<Field>> byKind) {}

    /** {@code field} is there if and only if {@code when} is {@code value}. */
    record Together(String when, Object value, String field) {}

    record Either(String one, String other) {}

    /** True if its messages name it in a field {@code schema}. */
    public boolean isNamedInside() {
        return fields.stream().anyMatch(field -> field.name().equals("schema"));
    }

    /** A message with every field that is always there and some of the others; of the first kind where there are kinds. */
    public Map<String, Object> example() {
        Map<String, Object> example = new LinkedHashMap<>(Examples.of(fields));
        variants.ifPresent(kinds -> {
            List<Field> added = kinds.byKind().getOrDefault(String.valueOf(example.get("kind")), List.of());
            if (kinds.within().isEmpty()) {
                example.putAll(Examples.of(added));
            } else {
                example.put(kinds.within(), Examples.of(added));
            }
        });
        return example;
    }

    /** The fields of {@code within} that all kinds have: those of the payload itself, or of the object that the field is. */
    List<Field> common(String within) {
        if (within.isEmpty()) {
            return fields;
        }
        return fields.stream()
                .filter(field -> field.name().equals(within))
                .flatMap(field -> field.type() instanceof Type.Group group ? group.fields().stream() : Stream.empty())
                .toList();
    }
}
