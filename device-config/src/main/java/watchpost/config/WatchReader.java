package watchpost.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import watchpost.config.text.Quantities;
import watchpost.config.text.WrongValueException;
import watchpost.config.yaml.Entry;
import watchpost.config.yaml.Section;
import watchpost.core.rule.Anchor;
import watchpost.core.rule.Schedule;
import watchpost.core.rule.Watch;
import watchpost.core.vision.Trait;

/** The keys that every kind of rule has: which objects it looks at, and when. */
final class WatchReader {
    private static final double CONFIDENCE = 0.4;

    private final Named<Schedule> schedules;
    private final Optional<Set<String>> known;
    private final Set<Trait> readings;

    WatchReader(Named<Schedule> schedules, Models models) {
        this.schedules = schedules;
        this.known = models.classes();
        this.readings = models.readings();
    }

    Watch read(Section section, Set<String> usualClasses) {
        return new Watch(
                section.take("classes").map(this::classes).orElseGet(() -> defaultClasses(section, usualClasses)),
                section.read("confidence", Quantities::share, CONFIDENCE),
                section.read("min-height", Quantities::share, 0.0),
                section.read("min-travel", Quantities::share, 0.0),
                section.read("anchor", Readers.oneOf(Anchor.class), Anchor.BOTTOM_CENTRE),
                section.take("schedule").flatMap(schedules::find).orElse(Schedule.ALWAYS),
                section.read("overlap", WatchReader::overlap, Watch.USUAL_OVERLAP),
                section.read("hysteresis", Quantities::share, 0.0),
                section.take("read").flatMap(this::reading));
    }

    private Optional<Trait> reading(Entry entry) {
        Optional<Trait> what = entry.read(Readers.oneOf(Trait.class));
        what.filter(one -> !readings.contains(one))
                .ifPresent(one -> entry.wrong(
                        "no model is there that reads it", "name its card: readers." + one.wireName() + ".model"));
        return what;
    }

    private static double overlap(String text) throws WrongValueException {
        double share = Quantities.share(text);
        if (share == 0) {
            throw new WrongValueException("an overlap of nothing would be everywhere", "use 1 % to 100 %");
        }
        return share;
    }

    /** A list of names, one name, or {@code all}, which is the empty set. */
    Set<String> classes(Entry entry) {
        if (!entry.isList()) {
            return entry.read(text -> text.equals("all") ? Set.<String>of() : labels(text))
                    .orElse(Set.of());
        }
        List<Entry> items = entry.items();
        if (items.isEmpty()) {
            entry.wrong("names no class", "write all for every class");
        }
        Set<String> classes = new LinkedHashSet<>();
        for (Entry item : items) {
            item.read(this::labels).ifPresent(classes::addAll);
        }
        return classes;
    }

    /** The class, or the classes of a set that the model knows; a class of the model that is called like a set comes first. */
    Set<String> labels(String text) throws WrongValueException {
        boolean isClass = known.isPresent() && known.get().contains(text);
        Set<String> set = ClassSets.ALL.get(text);
        if (set != null && !isClass) {
            Set<String> classes = new TreeSet<>(set);
            known.ifPresent(classes::retainAll);
            if (classes.isEmpty()) {
                throw new WrongValueException("the model knows none of the " + text, "name its own classes");
            }
            return classes;
        }
        if (known.isPresent() && !isClass) {
            Set<String> words = new TreeSet<>(known.get());
            words.addAll(ClassSets.ALL.keySet());
            throw new WrongValueException(
                    "the model knows no class " + Readers.quote(text), Readers.meantOrAll(text, words));
        }
        return Set.of(text);
    }

    /** The usual classes as far as the model knows them; a kind of rule that has none must be told. */
    private Set<String> defaultClasses(Section section, Set<String> usual) {
        if (usual.isEmpty()) {
            section.wrong("needs classes", "name what the model calls the things");
            return usual;
        }
        Set<String> classes = new TreeSet<>(usual);
        known.ifPresent(classes::retainAll);
        if (classes.isEmpty()) {
            section.wrong("needs classes: the model knows none of the usual ones", "");
        }
        return classes;
    }
}
