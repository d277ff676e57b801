package watchpost.alerts.contract.spec;

import java.util.List;
import java.util.OptionalDouble;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.Severity;
import watchpost.core.time.ClockQuality;

/** The types that several payloads share. */
final class Types {
    /** Any text but none. */
    static final Type TEXT = text("text");

    static final Type NAME = new Type.Named(
            "name",
            new Type.Text("name", "[A-Za-z0-9][A-Za-z0-9._-]{0,62}", false, "gate"),
            "a name that can stand in a topic");
    static final Type STAMP = new Type.Named(
            "stamp",
            new Type.Text(
                    "UTC with milliseconds",
                    "-?[0-9]{4,}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z",
                    false,
                    "2026-11-21T02:49:39.123Z"),
            "UTC with milliseconds");
    /** As people and the rules write times. */
    static final Type TIME = new Type.Named(
            "time",
            new Type.Text(
                    "UTC",
                    "-?[0-9]{4,}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,9})?)?Z",
                    false,
                    "2026-11-21T02:50:00Z"),
            "UTC, with as many digits as it has");

    static final Type UUID7 = new Type.Named(
            "uuid7",
            new Type.Text(
                    "UUID version 7",
                    "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}",
                    false,
                    "019aa3e5-3f03-7c11-8d2a-5b1f0c9d7e64"),
            "UUID version 7");
    static final Type CLOCK =
            new Type.Named("clock", Type.Word.of(ClockQuality.values()), "how far the box's clock could be trusted");
    static final Type SEVERITY = new Type.Named("severity", Type.Word.of(Severity.values()), "how urgent it is");
    static final Type INCIDENT_KIND =
            new Type.Named("kind", Type.Word.of(IncidentKind.values()), "what kind of incident it is");
    static final Type COUNT = new Type.Named("count", new Type.Whole(0), "how many");
    static final Type AMOUNT = new Type.Named("amount", Type.Amount.from(0), "how much");
    static final Type SHARE = new Type.Named("share", Type.Amount.between(0, 1), "a fraction of the whole");
    /** Never nothing at all. */
    static final Type PART = new Type.Amount(0, OptionalDouble.of(1), true);

    static final Type BY_CLASS = new Type.Named("by_class", new Type.ByKey(COUNT, "person"), "how many of each class");
    static final Type FLAG = Type.Flag.ANY;
    /** Numbers of a sequence: first and last of each run. */
    static final Type RANGES = new Type.Several(new Type.Several(new Type.Whole(1), 2, 2), 0, 0);

    private Types() {}

    static Type text(String example) {
        return new Type.Text("text", "", false, example);
    }

    /** Text that may be empty. */
    static Type words(String example) {
        return new Type.Text("text, may be empty", "", true, example);
    }

    static Type oneOf(String... words) {
        return new Type.Word(List.of(words));
    }
}
