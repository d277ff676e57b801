package watchpost.config;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import watchpost.config.text.WrongValueException;
import watchpost.config.yaml.Entry;
import watchpost.config.yaml.Section;
import watchpost.core.id.Names;

/** The block {@code receipts} of {@code mqtt}. */
final class ReceiptReader {
    private static final int MOST = 8;
    private static final Duration USUAL_DEADLINE = Duration.ofSeconds(30);

    private ReceiptReader() {}

    static Optional<MqttConfig.Receipts> read(Entry entry) {
        try (Section section = entry.section()) {
            Optional<Set<String>> from = section.need("from").map(ReceiptReader::names);
            Duration deadline = section.read("deadline", Readers.duration("1 s", "1 h"), USUAL_DEADLINE);
            return from.filter(names -> !names.isEmpty())
                    .map(names -> new MqttConfig.Receipts(List.copyOf(names), deadline));
        }
    }

    private static Set<String> names(Entry entry) {
        Set<String> names = new LinkedHashSet<>();
        List<Entry> items = entry.items();
        if (items.size() > MOST) {
            entry.wrong("no more than " + MOST + " receivers can be waited for", "");
        }
        for (Entry item : items) {
            Optional<String> name = item.read(ReceiptReader::name);
            if (name.isPresent() && !names.add(name.get())) {
                item.wrong("is named twice", "");
            }
        }
        return names;
    }

    private static String name(String text) throws WrongValueException {
        if (!Names.isName(text)) {
            throw new WrongValueException(Readers.quote(text) + " is not a name for a receiver", "use " + Names.RULE);
        }
        return text;
    }
}
