package watchpost.alerts.contract.spec;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The contract in lines that can be compared: one for each field with its type, one for each word that a field may say. */
final class FieldList {
    private final Set<String> lines = new TreeSet<>();

    private FieldList() {}

    static Set<String> now() {
        FieldList list = new FieldList();
        Contract.channels()
                .forEach(channel -> list.lines.add("topic " + channel.levels() + ": "
                        + (channel.sent() ? "out, " : "in, ") + (channel.retained() ? "retained, " : "")
                        + channel.payload().map(Payload::name).orElse("JPEG")));
        Stream.concat(Contract.sent().stream(), Contract.received().stream()).forEach(list::add);
        return list.lines;
    }

    private void add(Payload payload) {
        add(payload.name(), payload.fields());
        payload.variants().ifPresent(kinds -> kinds.byKind().forEach((kind, fields) -> {
            String within = kinds.within().isEmpty() ? "" : "." + kinds.within();
            add(payload.name() + "[" + kind + "]" + within, fields);
        }));
    }

    private void add(String path, List<Field> fields) {
        for (Field field : fields) {
            String name = path + "." + field.name();
            String unit = field.unit().map(symbol -> ", " + symbol).orElse("");
            add(name, field.type(), (field.always() ? "always, " : "sometimes, "), unit);
        }
    }

    private void add(String name, Type type, String presence, String unit) {
        if (type instanceof Type.Named named) {
            add(name, named.type(), presence, unit);
        } else if (type instanceof Type.Word word) {
            lines.add(name + ": " + presence + "a word");
            word.oneOf().forEach(one -> lines.add(name + " may say " + one));
        } else {
            String pattern = type instanceof Type.Text text && !text.pattern().isEmpty() ? " " + text.pattern() : "";
            lines.add(name + ": " + presence + type.words() + pattern + unit);
        }
        if (type instanceof Type.Group group) {
            add(name, group.fields());
        } else if (type instanceof Type.Several list) {
            add(name + "[]", list.item(), "", "");
        } else if (type instanceof Type.ByKey map) {
            add(name + ".*", map.value(), "", "");
        }
    }
}
