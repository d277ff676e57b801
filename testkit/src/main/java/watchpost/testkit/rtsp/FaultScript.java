package watchpost.testkit.rtsp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * What is to go wrong with a camera, and when: {@code new FaultScript().then(ofSeconds(2), c -> c.garbage(true))}. Furnished by one
 * thread; may be played on many cameras.
 */
public final class FaultScript {
    private record Step(Duration after, Consumer<ClipCamera> fault) {}

    private final List<Step> steps = new ArrayList<>();

    /** Lets {@code fault} happen {@code after} the step before it. */
    public FaultScript then(Duration after, Consumer<ClipCamera> fault) {
        steps.add(new Step(after, fault));
        return this;
    }

    /** Plays it round and round on a thread of its own until it is closed; faults that last are ended by steps, not by closing. */
    public Playing repeat(ClipCamera camera) {
        return new Playing(camera, List.copyOf(steps));
    }

    /** A script at work. */
    public static final class Playing implements AutoCloseable {
        private final CountDownLatch stopping = new CountDownLatch(1);
        private final Thread thread;
        private final AtomicInteger rounds = new AtomicInteger();

        private Playing(ClipCamera camera, List<Step> steps) {
            thread = new Thread(() -> run(camera, steps), "fault-script-" + camera.port());
            thread.setDaemon(true);
            thread.start();
        }

        private void run(ClipCamera camera, List<Step> steps) {
            try {
                while (true) {
                    for (Step step : steps) {
                        if (stopping.await(step.after().toNanos(), TimeUnit.NANOSECONDS)) {
                            return;
                        }
                        step.fault().accept(camera);
                    }
                    rounds.incrementAndGet();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** How often the whole script has been played. */
        public int rounds() {
            return rounds.get();
        }

        /** Ends the script after the step at work. */
        @Override
        public void close() {
            stopping.countDown();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
