package watchpost.daemon.lifecycle;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Turns SIGTERM, SIGHUP and Ctrl-C into an orderly stop: the main thread waits in {@link #await}, stops its parts and ends the process
 * with an exit code of its own. The signals are taken before the JVM sees them, because its shutdown hooks run all at once: ONNX
 * Runtime's would free what is still in use. A second signal ends the process at once.
 */
public final class StopSignal {
    /** By number, as POSIX has them. */
    private static final Map<String, Integer> SIGNALS = Map.of("HUP", 1, "INT", 2, "TERM", 15);

    /** How long the process may take to stop before it is ended. */
    private static final Duration PATIENCE = Duration.ofMillis(4_800);

    private static final int GAVE_UP = 1;

    private final CountDownLatch requested = new CountDownLatch(1);

    private StopSignal() {}

    /** Starts listening for the signals of this process. */
    public static StopSignal install() {
        StopSignal stop = new StopSignal();
        SIGNALS.forEach((name, number) -> handle(name, () -> stop.received(number)));
        return stop;
    }

    /** Through reflection, because the compiler warns of {@code sun.misc} whatever one says, and the JDK has no other door to a signal. */
    private static void handle(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    handler.getClassLoader(), new Class<?>[] {handler}, (self, method, given) -> {
                        if (method.getName().equals("handle")) {
                            action.run();
                        }
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JVM does not give SIG" + name + " to programs", e);
        }
    }

    /** Waits for a signal or for {@code limit}; true if a signal came. */
    public boolean await(Duration limit) throws InterruptedException {
        return requested.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits for a signal. */
    public void await() throws InterruptedException {
        requested.await();
    }

    /** True once a signal came. */
    public boolean isRequested() {
        return requested.getCount() == 0;
    }

    /** On a thread of its own, which the JVM makes for each signal and which does not keep the process alive. */
    private void received(int signal) {
        if (isRequested()) {
            Runtime.getRuntime().halt(128 + signal);
        }
        requested.countDown();
        LockSupport.parkNanos(PATIENCE.toNanos());
        Runtime.getRuntime().halt(GAVE_UP);
    }
}
