package watchpost.alerts.command;

import java.util.Map;
import java.util.Optional;

/**
 * A command that was proved.
 *
 * @param name the last level of its topic
 * @param requestId comes back in the reply
 * @param role who sent it
 * @param arguments every further text that it has
 */
public record Command(String name, String requestId, String role, Map<String, String> arguments) {
    public Command {
        arguments = Map.copyOf(arguments);
    }

    public Optional<String> argument(String key) {
        return Optional.ofNullable(arguments.get(key)).filter(text -> !text.isBlank());
    }
}
