package watchpost.core.event;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The named values of a measurement or an incident, in the order in which they were put: what becomes a JSON object. A value is a
 * {@link String}, {@link Boolean}, {@link Long}, {@link Double} (finite), {@link Values} or a {@link List} of these. A value that
 * was not measured is left out, never zero.
 */
public final class Values {
    public static final Values NONE = new Values(Map.of());

    private final Map<String, Object> entries;

    private Values(Map<String, Object> entries) {
        this.entries = Collections.unmodifiableMap(entries);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The entries, unmodifiable, in order. */
    public Map<String, Object> entries() {
        return entries;
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** The same values but for those of these names. */
    public Values without(Set<String> names) {
        Map<String, Object> rest = new LinkedHashMap<>(entries);
        rest.keySet().removeAll(names);
        return new Values(rest);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Values that && that.entries.equals(entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    @Override
    public String toString() {
        return entries.toString();
    }

    /** Collects values; not thread-safe. */
    public static final class Builder {
        private final Map<String, Object> entries = new LinkedHashMap<>();

        private Builder() {}

        public Builder put(String name, String value) {
            return add(name, Objects.requireNonNull(value));
        }

        public Builder put(String name, boolean value) {
            return add(name, value);
        }

        public Builder put(String name, long value) {
            return add(name, value);
        }

        /** {@code value} must be finite. */
        public Builder put(String name, double value) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(name + " is not finite");
            }
            return add(name, value);
        }

        public Builder put(String name, Values value) {
            return add(name, value);
        }

        /** {@code values} hold what this class allows. */
        public Builder put(String name, List<?> values) {
            for (Object value : values) {
                if (!(value instanceof String
                        || value instanceof Boolean
                        || value instanceof Long
                        || value instanceof Double
                        || value instanceof Values)) {
                    throw new IllegalArgumentException(name + " holds a " + value.getClass());
                }
            }
            return add(name, Collections.unmodifiableList(new ArrayList<>(values)));
        }

        /** Puts every entry of {@code values}. */
        public Builder putAll(Values values) {
            values.entries.forEach(this::add);
            return this;
        }

        private Builder add(String name, Object value) {
            if (entries.put(name, value) != null) {
                throw new IllegalArgumentException(name + " is put twice");
            }
            return this;
        }

        public Values build() {
            return entries.isEmpty() ? NONE : new Values(new LinkedHashMap<>(entries));
        }
    }
}
