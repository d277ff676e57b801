package watchpost.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import watchpost.config.text.WrongValueException;
import watchpost.config.yaml.Entry;
import watchpost.config.yaml.Section;

/** The block {@code commands} of {@code mqtt}. */
final class CommandReader {
    private static final Set<String> NAMES = new TreeSet<>(
            Set.of("acknowledge", "arm", "disarm", "false-alarm", "mode", "reload", "snapshot", "test-alarm"));

    private final NamedFiles files;

    CommandReader(NamedFiles files) {
        this.files = files;
    }

    MqttConfig.Commands read(Entry entry) {
        try (Section section = entry.section()) {
            List<MqttConfig.Role> roles =
                    section.take("roles").map(found -> roles(found.section())).orElse(List.of());
            Optional<Entry> stages = section.take("escalate-after");
            if (roles.isEmpty() && stages.isPresent()) {
                stages.get().wrongKey("needs a role that may acknowledge", "add one under roles");
            }
            return new MqttConfig.Commands(
                    roles, stages.map(CommandReader::stages).orElse(List.of()));
        }
    }

    private List<MqttConfig.Role> roles(Section section) {
        List<MqttConfig.Role> roles = new ArrayList<>();
        for (Entry entry : section.named("role")) {
            try (Section role = entry.section()) {
                Optional<Path> key = role.need("key-file").flatMap(files::passwordFile);
                Set<String> may = role.need("may").map(CommandReader::names).orElse(Set.of());
                key.ifPresent(file -> roles.add(new MqttConfig.Role(entry.name(), file, may)));
            }
        }
        return roles;
    }

    private static Set<String> names(Entry entry) {
        Set<String> names = new LinkedHashSet<>();
        entry.items().forEach(item -> item.read(CommandReader::name).ifPresent(names::add));
        return names;
    }

    private static String name(String text) throws WrongValueException {
        if (!NAMES.contains(text)) {
            throw new WrongValueException(Readers.quote(text) + " is not a command", Readers.meantOrAll(text, NAMES));
        }
        return text;
    }

    private static List<Duration> stages(Entry entry) {
        List<Duration> stages = new ArrayList<>();
        for (Entry item : entry.items()) {
            Optional<Duration> stage = item.read(Readers.duration("1 s", "24 h"));
            if (stage.isPresent() && !stages.isEmpty() && stage.get().compareTo(stages.get(stages.size() - 1)) <= 0) {
                item.wrong("is not later than the stage before", "");
            }
            stage.ifPresent(stages::add);
        }
        return stages;
    }
}
