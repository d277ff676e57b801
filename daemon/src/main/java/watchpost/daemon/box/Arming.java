package watchpost.daemon.box;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import watchpost.alerts.Performer;
import watchpost.alerts.command.Command;
import watchpost.alerts.command.CommandRefused;
import watchpost.config.CameraConfig;
import watchpost.config.DeviceConfig;
import watchpost.core.event.RuleEvent;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.core.event.RuleOutput;
import watchpost.core.event.Values;
import watchpost.core.port.RuleOutputSink;
import watchpost.core.rule.RuleSpec;

/**
 * The commands {@code arm}, {@code disarm} and {@code mode}. A rule that is disarmed, or that the site's mode does not arm, goes on
 * measuring and raises no incidents; when it is armed again, what still lasts is told at once. Both stay so over a restart. Any thread.
 */
final class Arming implements RuleOutputSink, Performer {
    private static final Logger LOG = System.getLogger(Arming.class.getName());

    private final Supplier<List<CameraConfig>> cameras;
    private final SiteMode mode;
    private final KeptLines kept;
    private final RuleOutputSink alerts;
    private volatile Runnable changed = () -> {};

    // Guarded by this.
    /** {@code camera/rule} */
    private final Set<String> disarmed = new TreeSet<>();
    /** Situations that nobody was told of, as they stand. */
    private final Map<String, RuleEvent> untold = new LinkedHashMap<>();

    /**
     * @param cameras those of the configuration that holds now
     * @param kept what is disarmed
     */
    Arming(Supplier<List<CameraConfig>> cameras, SiteMode mode, KeptLines kept, RuleOutputSink alerts) {
        this.cameras = cameras;
        this.mode = mode;
        this.kept = kept;
        this.alerts = alerts;
        disarmed.addAll(kept.read("every rule is armed"));
    }

    @Override
    public synchronized void accept(RuleOutput output) {
        if (!(output instanceof RuleEvent event) || isTold(event)) {
            alerts.accept(output);
        }
    }

    private boolean isTold(RuleEvent event) {
        String rule = name(event);
        String situation = rule + "/" + event.situation();
        boolean hidden = event.phase() == Phase.OPENED ? !isArmed(rule) : untold.containsKey(situation);
        if (hidden && event.phase() == Phase.CLOSED) {
            untold.remove(situation);
        } else if (hidden) {
            untold.putIfAbsent(situation, event);
        }
        return !hidden;
    }

    private boolean isArmed(String rule) {
        return !disarmed.contains(rule) && mode.arms(rule);
    }

    @Override
    public Values perform(Command command) throws CommandRefused {
        synchronized (this) {
            if (command.name().equals("mode")) {
                mode.change(command.argument("mode").orElseThrow(() -> new CommandRefused("mode needs a mode")));
            } else {
                armOrDisarm(command);
            }
            tellWhatLasts();
        }
        Values standing = standing().build();
        LOG.log(
                Level.INFO,
                command.argument("by").orElse(command.role()) + ": " + command.name() + "; now " + standing.entries());
        changed.run();
        return standing;
    }

    private void armOrDisarm(Command command) throws CommandRefused {
        boolean arm = command.name().equals("arm");
        List<String> rules = named(command);
        Set<String> before = Set.copyOf(disarmed);
        if (arm) {
            rules.forEach(disarmed::remove);
        } else {
            disarmed.addAll(rules);
        }
        try {
            kept.write(disarmed);
        } catch (IOException e) {
            disarmed.clear();
            disarmed.addAll(before);
            throw new CommandRefused("it cannot be kept on the disk, so nothing was changed");
        }
    }

    /** From now on {@code config} says what a mode means. */
    synchronized void use(DeviceConfig config) {
        mode.use(config);
        tellWhatLasts();
        changed.run();
    }

    /** The site's mode, if it has any, and the rules that raise no incidents now. */
    synchronized Values.Builder standing() {
        Values.Builder values = Values.builder();
        mode.current().ifPresent(name -> values.put("mode", name));
        Set<String> silent = new TreeSet<>(disarmed);
        cameras.get().forEach(camera -> camera.modes().keySet().stream()
                .map(rule -> camera.id().value() + "/" + rule.value())
                .filter(rule -> !mode.arms(rule))
                .forEach(silent::add));
        return values.put("disarmed", String.join(", ", silent));
    }

    /** {@code listener} is called whenever a command has changed something. */
    void onChange(Runnable listener) {
        changed = listener;
    }

    private void tellWhatLasts() {
        untold.entrySet().removeIf(entry -> {
            boolean armed = isArmed(name(entry.getValue()));
            if (armed) {
                alerts.accept(entry.getValue());
            }
            return armed;
        });
    }

    /** The rules that a command names: one, or all of a camera. */
    private List<String> named(Command command) throws CommandRefused {
        String camera =
                command.argument("camera").orElseThrow(() -> new CommandRefused(command.name() + " needs a camera"));
        List<RuleSpec> rules = cameras.get().stream()
                .filter(config -> config.id().value().equals(camera))
                .findFirst()
                .orElseThrow(() -> new CommandRefused("there is no camera called " + camera))
                .rules();
        List<String> wanted = new ArrayList<>();
        for (RuleSpec rule : rules) {
            if (command.argument("rule").map(rule.id().value()::equals).orElse(true)) {
                wanted.add(camera + "/" + rule.id().value());
            }
        }
        if (wanted.isEmpty()) {
            throw new CommandRefused("camera " + camera + " has no such rule");
        }
        return wanted;
    }

    private static String name(RuleEvent event) {
        return event.camera().value() + "/" + event.rule().value();
    }
}
