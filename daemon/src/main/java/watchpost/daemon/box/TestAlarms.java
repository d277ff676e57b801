package watchpost.daemon.box;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import watchpost.alerts.Performer;
import watchpost.alerts.TestAlarm;
import watchpost.alerts.command.Command;
import watchpost.alerts.command.CommandRefused;
import watchpost.config.CameraConfig;
import watchpost.core.event.IncidentKind;
import watchpost.core.event.Place;
import watchpost.core.event.Severity;
import watchpost.core.event.Values;
import watchpost.core.rule.RuleSpec;
import watchpost.daemon.scene.RuleShapes;
import watchpost.daemon.scene.Shape;

/** The command {@code test-alarm}: an alarm of a configured rule, marked as a test, on the way that real ones take. */
final class TestAlarms implements Performer {
    private final Supplier<List<CameraConfig>> cameras;
    private final Consumer<TestAlarm> alerts;

    TestAlarms(Supplier<List<CameraConfig>> cameras, Consumer<TestAlarm> alerts) {
        this.cameras = cameras;
        this.alerts = alerts;
    }

    @Override
    public Values perform(Command command) throws CommandRefused {
        CameraConfig camera =
                named(cameras.get().stream(), config -> config.id().value(), command, "camera");
        RuleSpec rule = named(camera.rules().stream(), spec -> spec.id().value(), command, "rule");
        IncidentKind kind = kind(rule)
                .orElseThrow(() -> new CommandRefused("the rule " + rule.id() + " measures and raises no alarms"));
        String by = command.argument("by").orElse(command.role());
        alerts.accept(new TestAlarm(camera.id(), rule.id(), kind, Severity.ALARM, place(rule), by));
        return Values.NONE;
    }

    private interface Name<T> {
        String of(T thing);
    }

    private static <T> T named(Stream<T> all, Name<T> name, Command command, String what) throws CommandRefused {
        String wanted =
                command.argument(what).orElseThrow(() -> new CommandRefused(command.name() + " needs a " + what));
        return all.filter(one -> name.of(one).equals(wanted))
                .findFirst()
                .orElseThrow(() -> new CommandRefused("there is no " + what + " called " + wanted));
    }

    private static Optional<IncidentKind> kind(RuleSpec rule) {
        String word = rule.kind();
        return Stream.of(IncidentKind.values())
                .filter(kind -> kind.wireName().equals(word) || kind.wireName().equals(word + "-limit"))
                .findFirst();
    }

    private static Optional<Place> place(RuleSpec rule) {
        return RuleShapes.of(List.of(rule), List.of()).stream().findFirst().flatMap(TestAlarms::place);
    }

    private static Optional<Place> place(Shape shape) {
        return Stream.of(Place.Shape.values())
                .filter(known -> known.name().equals(shape.kind().name()))
                .map(known -> new Place(known, shape.name()))
                .findFirst();
    }
}
