package watchpost.core.id;

/** One rule of one camera; {@code value} is a name as in {@link Names#RULE} and stands in MQTT topics. */
public record RuleId(String value) implements Comparable<RuleId> {
    public RuleId {
        Names.require("rule", value);
    }

    @Override
    public int compareTo(RuleId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
