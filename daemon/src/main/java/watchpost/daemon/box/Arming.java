package watchpost.daemon.box;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import watchpost.alerts.Performer;
import watchpost.alerts.command.Command;
import watchpost.alerts.command.CommandRefused;
import watchpost.config.CameraConfig;
import watchpost.core.event.RuleEvent;
import watchpost.core.event.RuleEvent.Phase;
import watchpost.core.event.RuleOutput;
import watchpost.core.event.Values;
import watchpost.core.port.RuleOutputSink;
import watchpost.core.rule.RuleSpec;

/**
 * The commands {@code arm} and {@code disarm}. A disarmed rule goes on measuring and raises no incidents; when it is armed again,
 * what still lasts is told at once. What is disarmed stays so over a restart. Any thread.
 */
final class Arming implements RuleOutputSink, Performer {
    private static final Logger LOG = System.getLogger(Arming.class.getName());

    private final List<CameraConfig> cameras;
    private final Path file;
    private final RuleOutputSink alerts;

    // Guarded by this.
    /** {@code camera/rule} */
    private final Set<String> disarmed = new TreeSet<>();
    /** Situations that nobody was told of, as they stand. */
    private final Map<String, RuleEvent> untold = new LinkedHashMap<>();

    /** @param file where it is kept what is disarmed */
    Arming(List<CameraConfig> cameras, Path file, RuleOutputSink alerts) {
        this.cameras = cameras;
        this.file = file;
        this.alerts = alerts;
        if (Files.exists(file)) {
            try {
                disarmed.addAll(Files.readAllLines(file));
            } catch (IOException e) {
                LOG.log(Level.WARNING, "every rule is armed, because " + file + " cannot be read: " + e);
            }
        }
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
        boolean hidden = event.phase() == Phase.OPENED ? disarmed.contains(rule) : untold.containsKey(situation);
        if (hidden && event.phase() == Phase.CLOSED) {
            untold.remove(situation);
        } else if (hidden) {
            untold.putIfAbsent(situation, event);
        }
        return !hidden;
    }

    @Override
    public synchronized Values perform(Command command) throws CommandRefused {
        boolean arm = command.name().equals("arm");
        List<String> rules = named(command);
        Set<String> before = Set.copyOf(disarmed);
        if (arm) {
            rules.forEach(disarmed::remove);
        } else {
            disarmed.addAll(rules);
        }
        try {
            keep();
        } catch (IOException e) {
            disarmed.clear();
            disarmed.addAll(before);
            throw new CommandRefused("it cannot be kept on the disk, so nothing was changed");
        }
        LOG.log(Level.INFO, command.argument("by").orElse(command.role()) + ": " + command.name() + " " + rules);
        tellWhatLasts();
        return Values.builder().put("disarmed", String.join(", ", disarmed)).build();
    }

    private void tellWhatLasts() {
        untold.entrySet().removeIf(entry -> {
            boolean armed = !disarmed.contains(name(entry.getValue()));
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
        List<RuleSpec> rules = cameras.stream()
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

    private void keep() throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.write(part, disarmed);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Commands by name: each to who carries it out. */
    static Performer with(Arming arming, Performer others) {
        return command -> Stream.of("arm", "disarm").anyMatch(command.name()::equals)
                ? arming.perform(command)
                : others.perform(command);
    }
}
