package watchpost.testkit.delivery;

/** What can be said about messages that were received, or were not. */
public enum Finding {
    /** A number of the sequence that never came and that no gap record covers. */
    LOST("lost without notice", false),
    /** A number of the sequence that a gap record gives up. */
    DECLARED("given up with notice", true),
    /** The same event again, the same but for {@code replayed}. */
    DUPLICATE("duplicates", true),
    /** The same event with other content, or two events under one number. */
    CONFLICT("in conflict with an earlier one", false),
    /** A number smaller than one that its camera or incident had already reached. */
    DISORDER("out of order", false),
    /** Not JSON, without a known schema, or not as its schema says. */
    INVALID("against the schema", false),
    /** An event that the broker had kept as a retained message. */
    RETAINED("retained though an event", false);

    private final String words;
    private final boolean allowed;

    Finding(String words, boolean allowed) {
        this.words = words;
        this.allowed = allowed;
    }

    /** How a report calls it. */
    String words() {
        return words;
    }

    /** True if the contract allows it. */
    public boolean isAllowed() {
        return allowed;
    }
}
