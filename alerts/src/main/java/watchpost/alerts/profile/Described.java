package watchpost.alerts.profile;

import java.util.Map;

/**
 * What stands on a retained topic.
 *
 * @param parts the parts that its reader keeps a memory of, each with its type, and has to be told of when they go; none where it keeps
 *     none
 */
@SuppressWarnings("ArrayRecordComponent") // handed over whole, never compared
record Described(byte[] payload, Map<String, String> parts) {
    Described {
        parts = Map.copyOf(parts);
    }

    static Described state(byte[] payload) {
        return new Described(payload, Map.of());
    }
}
