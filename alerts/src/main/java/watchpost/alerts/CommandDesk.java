package watchpost.alerts;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import watchpost.alerts.command.Command;
import watchpost.alerts.command.CommandRefused;
import watchpost.alerts.command.Gate;
import watchpost.alerts.contract.Origin;
import watchpost.alerts.contract.States;
import watchpost.alerts.outbox.StateBoard;
import watchpost.alerts.transport.Incoming;
import watchpost.core.event.Values;

/**
 * Judges commands on the transport's thread, carries them out and answers on the thread {@code outbox}. What nobody known has signed never
 * gets that far.
 */
final class CommandDesk {
    private final Origin origin;
    private final Gate gate;
    private final boolean open;
    private final States states;
    private final StateBoard board;
    private final Intake intake;
    private volatile Performer performer = Performer.NONE;

    /**
     * @throws IOException if a key file cannot be read
     * @throws IllegalArgumentException with one sentence if a secret is too short
     */
    CommandDesk(AlertSettings settings, States states, StateBoard board, Intake intake, InstantSource clock)
            throws IOException {
        this.origin = settings.origin();
        this.gate = new Gate(origin.topics().command(""), settings.commands().roles(), clock);
        this.open = !settings.commands().roles().isEmpty();
        this.states = states;
        this.board = board;
        this.intake = intake;
    }

    /** What to subscribe to, if anybody may send commands. */
    Optional<String> filter() {
        return open ? Optional.of(origin.topics().command("+")) : Optional.empty();
    }

    void performer(Performer other) {
        performer = other;
    }

    /** Messages that nobody known had signed. */
    long turnedAway() {
        return gate.turnedAway();
    }

    /** On a thread of the transport: {@code outboxThread} is told what is worth an answer. */
    void received(Incoming message, Consumer<Runnable> outboxThread) {
        gate.judge(message.topic(), message.payload(), message.retained())
                .ifPresent(verdict -> outboxThread.accept(() -> answer(verdict)));
    }

    private void answer(Gate.Verdict verdict) {
        Optional<String> error = verdict.refusal();
        Values done = Values.NONE;
        if (error.isEmpty()) {
            try {
                done = perform(verdict.command());
            } catch (CommandRefused e) {
                error = Optional.of(String.valueOf(e.getMessage()));
            }
        }
        Command command = verdict.command();
        board.say(origin.topics().reply(command.name()), states.reply(command.requestId(), error, done));
    }

    private Values perform(Command command) throws CommandRefused {
        String by = command.argument("by").orElse(command.role());
        switch (command.name()) {
            case "acknowledge" -> {
                Values.Builder what = Values.builder().put("by", by).put("role", command.role());
                command.argument("note").ifPresent(note -> what.put("note", note));
                intake.amend(incident(command), "acknowledged", what);
            }
            case "false-alarm" -> {
                String reason =
                        command.argument("reason").orElseThrow(() -> new CommandRefused("false-alarm needs a reason"));
                Values.Builder what = Values.builder()
                        .put("by", by)
                        .put("role", command.role())
                        .put("reason", reason);
                intake.amend(incident(command), "false_alarm", what);
            }
            default -> {
                return performer.perform(command);
            }
        }
        return Values.NONE;
    }

    private static String incident(Command command) throws CommandRefused {
        return command.argument("incident_id")
                .orElseThrow(() -> new CommandRefused(command.name() + " needs the incident_id"));
    }
}
