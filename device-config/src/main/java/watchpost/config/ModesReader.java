package watchpost.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import watchpost.config.yaml.Entry;
import watchpost.config.yaml.Section;
import watchpost.core.event.Severity;
import watchpost.core.rule.Schedule;

/** The keys {@code modes} and {@code quiet}. */
final class ModesReader {
    private ModesReader() {}

    /** The list of the site's own names. */
    static Named<String> names(Optional<Entry> entry) {
        Map<String, Optional<String>> names = new LinkedHashMap<>();
        for (Entry item : entry.map(Entry::items).orElse(List.of())) {
            Optional<String> name = item.read(Readers.name());
            if (name.isPresent() && names.put(name.get(), name) != null) {
                item.wrong(Readers.quote(name.get()) + " is named twice", "keep one of the two");
            }
        }
        entry.filter(list -> list.isList() && names.isEmpty())
                .ifPresent(list -> list.wrong("names no mode", "leave it out where the site has none"));
        return new Named<>("mode", names);
    }

    static ModesConfig read(Named<String> modes, Optional<Entry> quiet, Named<Schedule> schedules) {
        return new ModesConfig(
                modes.all(), quiet.map(entry -> quiet(entry, modes, schedules)).orElse(ModesConfig.Quiet.NEVER));
    }

    private static ModesConfig.Quiet quiet(Entry entry, Named<String> modes, Named<Schedule> schedules) {
        try (Section section = entry.section()) {
            Optional<Entry> hours = section.take("schedules");
            Optional<Entry> inModes = section.take("modes");
            if (hours.isEmpty() && inModes.isEmpty()) {
                section.wrong("says not when", "name schedules or modes in it");
            }
            return new ModesConfig.Quiet(
                    List.copyOf(each(hours, schedules::find)),
                    each(inModes, modes::find),
                    section.read("up-to", Readers.oneOf(Severity.class), ModesConfig.Quiet.NEVER.upTo()));
        }
    }

    /** The modes in which a rule is armed. */
    static Set<String> ofRule(Entry entry, Named<String> modes) {
        Set<String> found = each(Optional.of(entry), modes::find);
        if (entry.isList() && entry.items().isEmpty()) {
            entry.wrong("names no mode", "leave it out for every mode");
        }
        return found;
    }

    private static <T> Set<T> each(Optional<Entry> list, Function<Entry, Optional<T>> find) {
        List<T> found = new ArrayList<>();
        for (Entry item : list.map(Entry::items).orElse(List.of())) {
            find.apply(item).ifPresent(found::add);
        }
        return new LinkedHashSet<>(found);
    }
}
