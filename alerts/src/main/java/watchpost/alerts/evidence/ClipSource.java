package watchpost.alerts.evidence;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import watchpost.core.event.RuleEvent;

/** Where the clips of incidents come from. */
@FunctionalInterface
public interface ClipSource {
    /** How much a clip shows before the moment of its incident, */
    Duration BEFORE = Duration.ofSeconds(5);
    /** and after it. */
    Duration AFTER = Duration.ofSeconds(10);

    /** A box without clips. */
    ClipSource NONE = (event, file, done) -> done.accept(Optional.of("this box keeps no video"));

    /**
     * Records what the camera of {@code event} shows around its moment. Called on the thread {@code outbox}; does not wait.
     *
     * @param file appears complete or not at all
     * @param done told once, on any thread: nothing if the clip is there, else why there is none, as one sentence without a full stop
     */
    void record(RuleEvent event, Path file, Consumer<Optional<String>> done);
}
