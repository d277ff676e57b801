package watchpost.daemon.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LifecycleTest {
    private static final Duration ENOUGH = Duration.ofSeconds(5);

    private final Lifecycle lifecycle = new Lifecycle();
    private final List<String> stopped = new CopyOnWriteArrayList<>();

    @Test
    void stopsInReverseAndOnlyOnce() throws Exception {
        start("first");
        start("second");
        lifecycle.close();
        lifecycle.close();
        assertEquals(List.of("second", "first"), stopped);
    }

    @Test
    void whatWasStartedIsStoppedWhenALaterPartCannotStart() throws Exception {
        start("first");
        assertThrows(
                IllegalStateException.class,
                () -> lifecycle.start(
                        "second",
                        ENOUGH,
                        () -> {
                            throw new IllegalStateException("no disk");
                        },
                        part -> stopped.add("second")));
        assertEquals(List.of("first"), stopped);
    }

    @Test
    void aStopAskedForWhileStartingEndsTheStart() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        Lifecycle cancellable = new Lifecycle(stop::get);
        cancellable.start("first", ENOUGH, () -> "first", stopped::add);
        stop.set(true);
        assertThrows(
                StartCancelledException.class, () -> cancellable.start("second", ENOUGH, () -> "second", stopped::add));
        assertEquals(List.of("first"), stopped);
    }

    @Test
    void aPartThatHangsOrFailsKeepsNobodyElseFromStopping() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        start("first");
        lifecycle.start("hanging", Duration.ofMillis(50), () -> "hanging", part -> never.await());
        lifecycle.start("failing", ENOUGH, () -> "failing", part -> {
            throw new IllegalStateException("already gone");
        });
        lifecycle.close();
        assertEquals(List.of("first"), stopped);
        never.countDown();
    }

    private void start(String name) throws Exception {
        lifecycle.start(name, ENOUGH, () -> name, stopped::add);
    }
}
