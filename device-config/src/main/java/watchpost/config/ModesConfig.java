package watchpost.config;

import java.util.List;
import java.util.Set;
import watchpost.core.event.Severity;
import watchpost.core.rule.Schedule;

/**
 * The modes of the site, and when it wants to be left in peace.
 *
 * @param names in the order of the file: the first holds until somebody says another; none if the site has no modes
 */
public record ModesConfig(List<String> names, Quiet quiet) {
    public static final ModesConfig NONE = new ModesConfig(List.of(), Quiet.NEVER);

    public ModesConfig {
        names = List.copyOf(names);
    }

    /**
     * When incidents wake nobody.
     *
     * @param schedules during any of them
     * @param modes and in any of these
     * @param upTo what is graver is told aloud all the same
     */
    public record Quiet(List<Schedule> schedules, Set<String> modes, Severity upTo) {
        public static final Quiet NEVER = new Quiet(List.of(), Set.of(), Severity.WARNING);

        public Quiet {
            schedules = List.copyOf(schedules);
            modes = Set.copyOf(modes);
        }
    }
}
