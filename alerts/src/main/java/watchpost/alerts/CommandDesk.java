package watchpost.alerts;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import watchpost.alerts.command.Command;
import watchpost.alerts.command.CommandRefused;
import watchpost.alerts.command.Gate;
import watchpost.alerts.command.Role;
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
    private static final Logger LOG = System.getLogger(CommandDesk.class.getName());
    /** Commands that take time and wait for others; more are refused. */
    private static final int MOST_ERRANDS = 8;

    private final Origin origin;
    private final Gate gate;
    private final boolean open;
    private final States states;
    private final StateBoard board;
    private final Intake intake;
    /** The thread for what takes time. */
    private final ThreadPoolExecutor errands = new ThreadPoolExecutor(
            1, 1, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_ERRANDS), CommandDesk::thread);

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
        errands.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable errand) {
        Thread thread = new Thread(errand, "commands");
        thread.setDaemon(true);
        return thread;
    }

    /** From now on these may send commands. */
    void roles(List<Role> roles) throws IOException {
        gate.roles(roles);
    }

    void close() {
        errands.shutdownNow();
    }

    /** What to subscribe to: nothing if nobody may send commands. */
    List<String> filters() {
        return open ? List.of(origin.topics().command("+")) : List.of();
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
                .ifPresent(verdict -> outboxThread.accept(() -> take(verdict, outboxThread)));
    }

    private void take(Gate.Verdict verdict, Consumer<Runnable> outboxThread) {
        Command command = verdict.command();
        if (verdict.refusal().isPresent()) {
            reply(command, verdict.refusal(), Values.NONE);
        } else if (performer.takesTime(command)) {
            try {
                errands.execute(() -> outboxThread.accept(done(command)));
            } catch (RejectedExecutionException e) {
                reply(command, Optional.of("too many commands wait already; send it again later"), Values.NONE);
            }
        } else {
            done(command).run();
        }
    }

    /** Carries it out; what it returns answers, on the thread {@code outbox}. */
    private Runnable done(Command command) {
        try {
            Values said = perform(command);
            return () -> reply(command, Optional.empty(), said);
        } catch (CommandRefused e) {
            return () -> reply(command, Optional.of(String.valueOf(e.getMessage())), Values.NONE);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "the command " + command.name() + " failed", e);
            return () -> reply(command, Optional.of("it failed; the log of the box says why"), Values.NONE);
        }
    }

    private void reply(Command command, Optional<String> error, Values done) {
        board.say(origin.topics().reply(command.name()), states.reply(command.requestId(), error, done));
    }

    private Values perform(Command command) throws CommandRefused {
        String by = command.argument("by").orElse(command.role());
        switch (command.name()) {
            case "acknowledge" -> {
                Values.Builder what = Values.builder().put("by", by).put("role", command.role());
                command.argument("note").ifPresent(note -> what.put("note", note));
                intake.amend(incident(command), Amendments.ACKNOWLEDGED, what);
            }
            case "false-alarm" -> {
                String reason =
                        command.argument("reason").orElseThrow(() -> new CommandRefused("false-alarm needs a reason"));
                Values.Builder what = Values.builder()
                        .put("by", by)
                        .put("role", command.role())
                        .put("reason", reason);
                intake.amend(incident(command), Amendments.FALSE_ALARM, what);
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
