package watchpost.alerts;

import watchpost.alerts.command.Command;
import watchpost.alerts.command.CommandRefused;
import watchpost.core.event.Values;

/** Carries out commands that are not about incidents. */
@FunctionalInterface
public interface Performer {
    /** A box that knows no other commands. */
    Performer NONE = command -> {
        throw new CommandRefused("this box knows no command " + command.name());
    };

    /** True if it may wait for a disk or a picture: then it is carried out on a thread of its own. */
    default boolean takesTime(Command command) {
        return false;
    }

    /**
     * Carries it out; called on the thread {@code outbox}, so it must not wait unless it {@link #takesTime}.
     *
     * @return what the reply says beside that it was done
     * @throws CommandRefused with one sentence if it cannot be done
     */
    Values perform(Command command) throws CommandRefused;
}
