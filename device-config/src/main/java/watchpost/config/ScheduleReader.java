package watchpost.config;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import watchpost.config.text.ClosestWord;
import watchpost.config.text.Quantities;
import watchpost.config.text.WrongValueException;
import watchpost.config.yaml.Entry;
import watchpost.config.yaml.Section;
import watchpost.core.rule.Schedule;

/** The block {@code schedules}. */
final class ScheduleReader {
    private static final Map<String, DayOfWeek> DAYS = days();

    private final ZoneId defaultZone;

    ScheduleReader(ZoneId defaultZone) {
        this.defaultZone = defaultZone;
    }

    Named<Schedule> read(Optional<Entry> entry) {
        return Named.read("schedule", entry, this::schedule);
    }

    private Optional<Schedule> schedule(Entry entry) {
        try (Section section = entry.section()) {
            ZoneId zone = section.read("zone", ScheduleReader::zone, defaultZone);
            List<Schedule.Window> windows = new ArrayList<>();
            Optional<Entry> list = section.need("windows");
            for (Entry item : list.map(Entry::items).orElse(List.of())) {
                window(item).ifPresent(windows::add);
            }
            if (list.isPresent() && list.get().isList() && list.get().items().isEmpty()) {
                list.get().wrong("has no window", "a rule that is always armed needs no schedule");
            }
            return windows.isEmpty() ? Optional.empty() : Optional.of(new Schedule(zone, windows));
        }
    }

    private static Optional<Schedule.Window> window(Entry entry) {
        try (Section section = entry.section()) {
            Set<DayOfWeek> days = section.take("days").map(ScheduleReader::days).orElse(EnumSet.allOf(DayOfWeek.class));
            Optional<LocalTime> from = section.need("from").flatMap(time -> time.read(Quantities::timeOfDay));
            Optional<LocalTime> to = section.need("to").flatMap(time -> time.read(Quantities::timeOfDay));
            return from.flatMap(first -> to.map(last -> new Schedule.Window(days, first, last)));
        }
    }

    private static Set<DayOfWeek> days(Entry entry) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        List<Entry> items = entry.items();
        for (Entry item : items) {
            item.read(text -> Readers.oneOf(DAYS).read(text.toLowerCase(Locale.ROOT)))
                    .ifPresent(days::add);
        }
        if (entry.isList() && items.isEmpty()) {
            entry.wrong("names no day", "leave it out for every day");
        }
        return days;
    }

    private static Map<String, DayOfWeek> days() {
        Map<String, DayOfWeek> days = new LinkedHashMap<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            days.put(day.name().substring(0, 3).toLowerCase(Locale.ROOT), day);
        }
        return days;
    }

    private static ZoneId zone(String text) throws WrongValueException {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            String meant = ClosestWord.didYouMean(text, ZoneId.getAvailableZoneIds());
            throw new WrongValueException(
                    Readers.quote(text) + " is not a time zone",
                    meant.isEmpty() ? "write it such as Europe/Berlin" : meant);
        }
    }
}
