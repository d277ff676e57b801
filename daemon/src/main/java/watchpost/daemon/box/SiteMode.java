package watchpost.daemon.box;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import watchpost.alerts.QuietHours;
import watchpost.alerts.command.CommandRefused;
import watchpost.config.DeviceConfig;
import watchpost.config.ModesConfig;
import watchpost.core.event.Severity;

/** In which of its modes the site is: which rules are armed in it, and whether anybody is to be woken. Any thread. */
final class SiteMode implements QuietHours {
    private static final Logger LOG = System.getLogger(SiteMode.class.getName());

    private final KeptLines kept;
    private volatile Standing standing;

    /**
     * @param current empty if the site has no modes
     * @param armedIn the modes in which a rule ({@code camera/rule}) is armed, of those that are not armed in each
     */
    private record Standing(ModesConfig config, Optional<String> current, Map<String, Set<String>> armedIn) {
        boolean arms(String rule) {
            Set<String> modes = armedIn.get(rule);
            return modes == null || current.isEmpty() || modes.contains(current.get());
        }
    }

    SiteMode(DeviceConfig config, KeptLines kept) {
        this.kept = kept;
        List<String> before = kept.read("the site is in its first mode");
        this.standing = standing(config, before.stream().findFirst());
    }

    private static Standing standing(DeviceConfig config, Optional<String> wanted) {
        List<String> names = config.modes().names();
        Optional<String> first = names.stream().findFirst();
        Optional<String> current = wanted.filter(names::contains).or(() -> first);
        if (wanted.isPresent() && !wanted.equals(current)) {
            LOG.log(
                    Level.WARNING,
                    "The configuration has no mode " + wanted.get() + " any more; "
                            + first.map(name -> "the site is in mode " + name).orElse("the site has no modes"));
        }
        Map<String, Set<String>> armedIn = new HashMap<>();
        config.cameras().forEach(camera -> camera.modes()
                .forEach((rule, modes) -> armedIn.put(camera.id().value() + "/" + rule.value(), modes)));
        return new Standing(config.modes(), current, armedIn);
    }

    /** From now on {@code config} says what a mode means. */
    void use(DeviceConfig config) {
        standing = standing(config, standing.current());
    }

    /** Empty if the site has no modes. */
    Optional<String> current() {
        return standing.current();
    }

    /** True if the rule, as {@code camera/rule}, is armed in this mode. */
    boolean arms(String rule) {
        return standing.arms(rule);
    }

    /**
     * Puts the site into another mode.
     *
     * @throws CommandRefused if there is no such mode, or if that cannot be kept
     */
    synchronized void change(String mode) throws CommandRefused {
        Standing before = standing;
        List<String> names = before.config().names();
        if (names.isEmpty()) {
            throw new CommandRefused("this site has no modes; name them under modes in the configuration");
        }
        if (!names.contains(mode)) {
            throw new CommandRefused("there is no mode called " + mode + "; use one of " + String.join(", ", names));
        }
        try {
            kept.write(List.of(mode));
        } catch (IOException e) {
            throw new CommandRefused("it cannot be kept on the disk, so nothing was changed");
        }
        standing = new Standing(before.config(), Optional.of(mode), before.armedIn());
    }

    @Override
    public boolean cover(Severity severity, Instant at) {
        Standing now = standing;
        ModesConfig.Quiet quiet = now.config().quiet();
        return severity.compareTo(quiet.upTo()) <= 0
                && (now.current().map(quiet.modes()::contains).orElse(false)
                        || quiet.schedules().stream().anyMatch(hours -> hours.isArmed(at)));
    }
}
