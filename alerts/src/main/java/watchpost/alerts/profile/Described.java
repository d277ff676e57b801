package watchpost.alerts.profile;

import java.util.Map;
import java.util.Optional;

/**
 * What stands on a retained topic.
 *
 * @param payload empty if nothing does until something happens
 * @param state true if that is how it stands at first: it changes by what happens, and not by being described again
 * @param parts the parts that its reader keeps a memory of, each with its type, and has to be told of when they go; none where it keeps
 *     none
 */
record Described(Optional<byte[]> payload, boolean state, Map<String, String> parts) {
    Described {
        parts = Map.copyOf(parts);
    }

    static Described state(byte[] payload) {
        return new Described(Optional.of(payload), true, Map.of());
    }

    static Described later() {
        return new Described(Optional.empty(), true, Map.of());
    }

    static Described of(byte[] payload, Map<String, String> parts) {
        return new Described(Optional.of(payload), false, parts);
    }
}
