package watchpost.alerts.contract.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes the JSON Schema (draft 2020-12) of one payload. Not thread-safe; for one use. */
final class SchemaWriter {
    private static final ObjectWriter JSON =
            new JsonMapper().writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

    private final Payload payload;
    private final boolean strict;
    private final Map<String, Object> definitions = new TreeMap<>();

    /** @param strict true if fields that the contract does not describe are refused: for whoever sends */
    SchemaWriter(Payload payload, boolean strict) {
        this.payload = payload;
        this.strict = strict;
    }

    String text() {
        try {
            return JSON.writeValueAsString(schema()) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values can always be written", e);
        }
    }

    Map<String, Object> schema() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", "urn:watchpost:schema:" + payload.name() + ":1");
        schema.put("title", payload.title());
        schema.put("description", payload.description());
        String within = payload.variants().map(Payload.Variants::within).orElse("-");
        putObject(schema, payload.fields(), strict && !within.isEmpty());
        List<Object> rules = new ArrayList<>();
        payload.variants().ifPresent(kinds -> kinds.byKind()
                .forEach((kind, added) -> rules.add(ofKind(kinds.within(), kind, added))));
        payload.goTogether().forEach(pair -> rules.add(together(pair)));
        payload.never()
                .ifPresent(pair -> rules.add(Map.of("not", Map.of("required", List.of(pair.one(), pair.other())))));
        if (!rules.isEmpty()) {
            schema.put("allOf", rules);
        }
        schema.put("examples", List.of(payload.example()));
        if (!definitions.isEmpty()) {
            schema.put("$defs", definitions);
        }
        return schema;
    }

    private void putObject(Map<String, Object> into, List<Field> fields, boolean closed) {
        into.put("type", "object");
        List<String> required =
                fields.stream().filter(Field::always).map(Field::name).toList();
        if (!required.isEmpty()) {
            into.put("required", required);
        }
        into.put("properties", properties(fields));
        if (closed) {
            into.put("additionalProperties", false);
        }
    }

    private Map<String, Object> properties(List<Field> fields) {
        Map<String, Object> properties = new LinkedHashMap<>();
        fields.forEach(field -> properties.put(field.name(), property(field)));
        return properties;
    }

    private Map<String, Object> property(Field field) {
        boolean holdsVariants = payload.variants()
                        .map(kinds -> kinds.within().equals(field.name()))
                        .orElse(false)
                && payload.fields().contains(field);
        Map<String, Object> property = new LinkedHashMap<>();
        if (holdsVariants && field.type() instanceof Type.Group group) {
            putObject(property, group.fields(), false);
        } else {
            property.putAll(type(field.type()));
        }
        String unit = field.unit().map(symbol -> ", in " + symbol).orElse("");
        if (!field.description().isEmpty()) {
            property.put("description", field.description() + unit);
        }
        return property;
    }

    /** What one kind adds; in the strict form it says that nothing else may be there. */
    private Map<String, Object> ofKind(String within, String kind, List<Field> added) {
        Map<String, Object> inner = new LinkedHashMap<>();
        List<String> required =
                added.stream().filter(Field::always).map(Field::name).toList();
        if (!required.isEmpty()) {
            inner.put("required", required);
        }
        Map<String, Object> properties = new LinkedHashMap<>();
        if (strict) {
            payload.common(within).forEach(field -> properties.put(field.name(), true));
            inner.put("additionalProperties", false);
        }
        properties.putAll(properties(added));
        inner.put("properties", properties);
        return ordered(
                "if",
                ordered("properties", Map.of("kind", Map.of("const", kind))),
                "then",
                within.isEmpty() ? inner : ordered("properties", Map.of(within, inner)));
    }

    private static Map<String, Object> together(Payload.Together pair) {
        return ordered(
                "if",
                ordered("properties", Map.of(pair.when(), Map.of("const", pair.value()))),
                "then",
                ordered("required", List.of(pair.field())),
                "else",
                ordered("not", Map.of("required", List.of(pair.field()))));
    }

    private Map<String, Object> type(Type type) {
        if (type instanceof Type.Text text) {
            return text(text);
        } else if (type instanceof Type.Word word) {
            return ordered("type", "string", "enum", word.oneOf());
        } else if (type instanceof Type.Whole whole) {
            return ordered("type", "integer", "minimum", whole.least());
        } else if (type instanceof Type.Amount number) {
            return number(number);
        } else if (type instanceof Type.Flag flag) {
            return flag.only().map(only -> ordered("const", only)).orElseGet(() -> ordered("type", "boolean"));
        } else if (type instanceof Type.Exactly exactly) {
            return ordered("const", exactly.value());
        } else if (type instanceof Type.Group group) {
            Map<String, Object> object = new LinkedHashMap<>();
            putObject(object, group.fields(), strict);
            return object;
        } else if (type instanceof Type.ByKey map) {
            return ordered("type", "object", "additionalProperties", type(map.value()));
        } else if (type instanceof Type.Several list) {
            Map<String, Object> array = ordered("type", "array", "items", type(list.item()));
            if (list.most() > 0) {
                array.put("minItems", list.least());
                array.put("maxItems", list.most());
            }
            return array;
        } else if (type instanceof Type.Named named) {
            return named(named);
        }
        throw new IllegalArgumentException("no schema for " + type);
    }

    private Map<String, Object> named(Type.Named named) {
        if (!definitions.containsKey(named.name())) {
            Map<String, Object> definition = type(named.type());
            definition.put("description", named.description());
            definitions.put(named.name(), definition);
        }
        return ordered("$ref", "#/$defs/" + named.name());
    }

    private static Map<String, Object> text(Type.Text text) {
        Map<String, Object> schema = ordered("type", "string");
        if (!text.pattern().isEmpty()) {
            schema.put("pattern", "^" + text.pattern() + "$");
        } else if (!text.mayBeEmpty()) {
            schema.put("minLength", 1);
        }
        return schema;
    }

    private static Map<String, Object> number(Type.Amount number) {
        Map<String, Object> schema = ordered("type", "number");
        schema.put(number.above() ? "exclusiveMinimum" : "minimum", Math.round(number.least()));
        number.most().ifPresent(most -> schema.put("maximum", Math.round(most)));
        return schema;
    }

    private static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return map;
    }
}
