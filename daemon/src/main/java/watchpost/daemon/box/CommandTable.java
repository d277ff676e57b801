package watchpost.daemon.box;

import java.util.Map;
import watchpost.alerts.Performer;
import watchpost.alerts.command.Command;
import watchpost.alerts.command.CommandRefused;
import watchpost.core.event.Values;

/**
 * Who carries out which command, by its name.
 *
 * @param quick these never wait
 * @param slow these may
 */
record CommandTable(Map<String, Performer> quick, Map<String, Performer> slow) implements Performer {
    @Override
    public boolean takesTime(Command command) {
        return slow.containsKey(command.name());
    }

    @Override
    public Values perform(Command command) throws CommandRefused {
        Performer other = slow.getOrDefault(command.name(), Performer.NONE);
        return quick.getOrDefault(command.name(), other).perform(command);
    }
}
