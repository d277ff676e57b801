package watchpost.core.rule;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;

/**
 * When a rule is armed. Local times follow the zone's daylight saving.
 *
 * @param windows armed within any of them; none at all means always armed
 */
public record Schedule(ZoneId zone, List<Window> windows) {
    public static final Schedule ALWAYS = new Schedule(ZoneId.of("UTC"), List.of());

    public Schedule {
        windows = List.copyOf(windows);
    }

    /**
     * A stretch of the day, on the days on which it begins.
     *
     * @param from first moment
     * @param to first moment after; if not after {@code from}, the window ends on the next day
     */
    public record Window(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
        public Window {
            days = Set.copyOf(days);
        }

        boolean covers(DayOfWeek day, LocalTime time) {
            if (from.isBefore(to)) {
                return days.contains(day) && !time.isBefore(from) && time.isBefore(to);
            }
            return (days.contains(day) && !time.isBefore(from)) || (days.contains(day.minus(1)) && time.isBefore(to));
        }
    }

    /** True if rules of this schedule are armed at {@code instant}. */
    public boolean isArmed(Instant instant) {
        if (windows.isEmpty()) {
            return true;
        }
        ZonedDateTime local = instant.atZone(zone);
        return windows.stream().anyMatch(window -> window.covers(local.getDayOfWeek(), local.toLocalTime()));
    }
}
