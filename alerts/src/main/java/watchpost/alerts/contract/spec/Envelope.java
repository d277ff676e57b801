package watchpost.alerts.contract.spec;

import static watchpost.alerts.contract.spec.Field.always;
import static watchpost.alerts.contract.spec.Field.sometimes;

import java.util.ArrayList;
import java.util.List;

/** The fields in front of every message that has a place in the sequence, and those in front of the others. */
final class Envelope {
    private Envelope() {}

    /**
     * Envelope and {@code more}.
     *
     * @param placed true if camera and rule are always there
     */
    static List<Field> before(String schema, boolean placed, List<Field> more) {
        String camera = "where it comes from; absent for what concerns the whole box";
        String rule = "the rule that says it; absent for the box's own";
        List<Field> fields = new ArrayList<>(List.of(
                schema(schema),
                always(
                        "event_id",
                        Types.UUID7,
                        "the same message has the same id, however often it arrives: drop duplicates by it"),
                always("site", Types.text("north"), "the site's name"),
                always("box", Types.text("gate-7"), "the box's name"),
                always("epoch", Types.text("019aa3e5-0000-7c11-8d2a-000000000001"), "new when the box's store is new"),
                always(
                        "seq",
                        new Type.Whole(1),
                        "counts 1, 2, 3 … without a hole within one box and epoch, over incidents, measurements and gaps"),
                placed
                        ? always("camera", Types.NAME, "where it comes from")
                        : sometimes("camera", Types.NAME, camera).such("gate"),
                placed
                        ? always("rule", Types.NAME, "the rule that measures").such("door")
                        : sometimes("rule", Types.NAME, rule).such("yard-intrusion"),
                always("at", Types.STAMP, "when it happened in front of the lens, never when it was sent"),
                always(
                        "clock",
                        Types.CLOCK,
                        "synced; unsynced: the box's clock had not been put right yet; corrected: it was put right while the"
                                + " message waited, and the stamps with it"),
                always("replayed", Types.FLAG, "true if it was sent late, or again"),
                always("test", Types.FLAG, "true if it was a test and nothing happened")));
        fields.addAll(more);
        return fields;
    }

    /** The fields in front of what has no place in the sequence, and {@code more}. */
    static List<Field> head(String schema, List<Field> more) {
        List<Field> fields = new ArrayList<>(List.of(
                schema(schema),
                always("site", Types.text("north"), "the site's name"),
                always("box", Types.text("gate-7"), "the box's name")));
        fields.addAll(more);
        return fields;
    }

    static Field schema(String name) {
        return always("schema", new Type.Exactly("watchpost." + name + "/1"), "which payload this is, and its version");
    }
}
