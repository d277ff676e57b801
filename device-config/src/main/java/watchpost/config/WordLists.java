package watchpost.config;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import watchpost.config.text.WrongValueException;
import watchpost.config.yaml.Entry;

/** The keys {@code decoders}, {@code scene-checks} and {@code blur}: one word, or a list of words. */
final class WordLists {
    private static final Map<String, Set<CameraConfig.SceneCheck>> CHECKS = checks();

    private WordLists() {}

    static List<CameraConfig.Decoder> decoders(Entry entry) {
        Entry.TextReader<CameraConfig.Decoder> reader = Readers.oneOf(CameraConfig.Decoder.class);
        List<CameraConfig.Decoder> found = new ArrayList<>();
        for (Entry item : items(entry)) {
            item.read(text -> next(reader.read(text), found)).ifPresent(found::add);
        }
        if (entry.isList() && entry.items().isEmpty()) {
            entry.wrong("names no decoder", "write software");
        }
        return found.isEmpty() ? CameraConfig.SOFTWARE : found;
    }

    private static CameraConfig.Decoder next(CameraConfig.Decoder decoder, List<CameraConfig.Decoder> before)
            throws WrongValueException {
        if (before.contains(decoder)) {
            throw new WrongValueException(word(decoder) + " is named twice", "keep one of the two");
        }
        if (before.contains(CameraConfig.Decoder.SOFTWARE)) {
            throw new WrongValueException(
                    "software always works, so " + word(decoder) + " after it is never tried", "write software last");
        }
        if (!before.isEmpty() && (decoder == CameraConfig.Decoder.AUTO || before.contains(CameraConfig.Decoder.AUTO))) {
            throw new WrongValueException(
                    "auto already stands for every decoder", "write auto alone, or name the decoders without it");
        }
        return decoder;
    }

    static Set<CameraConfig.SceneCheck> sceneChecks(Entry entry) {
        Set<CameraConfig.SceneCheck> found = EnumSet.noneOf(CameraConfig.SceneCheck.class);
        for (Entry item : items(entry)) {
            item.read(Readers.oneOf(CHECKS)).ifPresent(found::addAll);
        }
        if (entry.isList() && entry.items().isEmpty()) {
            entry.wrong("names no check", "write off");
        }
        return found;
    }

    static Set<CameraConfig.Blur> blur(Entry entry) {
        Map<String, Set<CameraConfig.Blur>> words = new LinkedHashMap<>();
        words.put("off", Set.of());
        for (CameraConfig.Blur what : CameraConfig.Blur.values()) {
            words.put(word(what), Set.of(what));
        }
        Set<CameraConfig.Blur> found = EnumSet.noneOf(CameraConfig.Blur.class);
        for (Entry item : items(entry)) {
            item.read(Readers.oneOf(words)).ifPresent(found::addAll);
        }
        if (entry.isList() && entry.items().isEmpty()) {
            entry.wrong("names nothing to blur", "write off");
        }
        return found;
    }

    private static Map<String, Set<CameraConfig.SceneCheck>> checks() {
        Map<String, Set<CameraConfig.SceneCheck>> words = new LinkedHashMap<>();
        words.put("on", CameraConfig.ALL_CHECKS);
        words.put("off", Set.of());
        for (CameraConfig.SceneCheck check : CameraConfig.SceneCheck.values()) {
            words.put(word(check), Set.of(check));
        }
        return words;
    }

    private static List<Entry> items(Entry entry) {
        return entry.isList() ? entry.items() : List.of(entry);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
