package watchpost.alerts;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import watchpost.alerts.command.Role;

/**
 * Who may send commands, and what happens if nobody does.
 *
 * @param escalateAfter how long after its first message an alarm that nobody acknowledged is told again, for each stage, ascending
 */
public record CommandSettings(List<Role> roles, List<Duration> escalateAfter) {
    /** Nobody may, nothing is expected. */
    public static final CommandSettings NONE = new CommandSettings(List.of(), List.of());

    /** What is done here; whatever else a role may send is handed to the {@link Performer}. */
    static final Set<String> OWN = Set.of("acknowledge", "false-alarm");

    public CommandSettings {
        roles = List.copyOf(roles);
        escalateAfter = List.copyOf(escalateAfter);
    }
}
