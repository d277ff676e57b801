package watchpost.alerts.contract.spec;

import java.util.Optional;

/**
 * A field of a payload.
 *
 * @param always false if it may be absent
 * @param description what it says, without a full stop
 * @param unit empty if it has none or if the values say it
 * @param example a value for the examples; of a field that may be absent only those with one stand in them
 */
public record Field(
        String name, Type type, boolean always, String description, Optional<String> unit, Optional<Object> example) {
    static Field always(String name, Type type, String description) {
        return new Field(name, type, true, description, Optional.empty(), Optional.empty());
    }

    static Field sometimes(String name, Type type, String description) {
        return new Field(name, type, false, description, Optional.empty(), Optional.empty());
    }

    Field in(String unitSymbol) {
        return new Field(name, type, always, description, Optional.of(unitSymbol), example);
    }

    Field such(Object value) {
        return new Field(name, type, always, description, unit, Optional.of(value));
    }
}
