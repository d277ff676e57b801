package watchpost.detector.watch;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import watchpost.core.time.Ticker;
import watchpost.detector.Detector;
import watchpost.detector.DetectorSettings;
import watchpost.detector.DetectorSlot;
import watchpost.detector.InferencePool;
import watchpost.detector.WorkerChoice;
import watchpost.detector.model.Model;
import watchpost.detector.model.ModelException;
import watchpost.detector.onnx.InferenceException;
import watchpost.detector.onnx.Provider;

/**
 * Looks after the detector of a running box. When a run fails on an accelerator, or does not come back, the model, or its stand-in, is
 * opened on the CPU, the one rung that opens at once and cannot be lost; every {@value #STEP_UP_MINUTES} minutes the rungs above are tried
 * again, first in a process of their own. When the first picture is through, the number of workers is measured.
 *
 * <p>A session in a run that does not come back is left as it is, because to free it would end the process. There is never more than one
 * such session: while there is one, and after a second hang, no accelerator is tried again.
 */
public final class DetectorWatch implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(DetectorWatch.class.getName());
    static final int STEP_UP_MINUTES = 5;
    private static final Duration STEP_UP_EVERY = Duration.ofMinutes(STEP_UP_MINUTES);
    private static final Duration STEP_DOWN_AGAIN = Duration.ofSeconds(5);
    private static final int HANGS_ALLOWED = 2;
    private static final Duration PERIOD = Duration.ofMillis(250);
    private static final Duration LAST_STEP = Duration.ofMillis(300);

    private final DetectorSlot slot;
    private final InferencePool pool;
    private final WatchSettings settings;
    private final DetectorNews news;
    private final Ticker ticker;
    private final Thread thread = new Thread(this::run, "detector-watch");
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicLong stepsDown = new AtomicLong();
    private final AtomicLong stepsUp = new AtomicLong();
    private final AtomicLong hangs = new AtomicLong();
    private volatile Optional<String> trouble = Optional.empty();

    private volatile Model asked;

    // Guarded by this.
    private boolean measured;
    private final RunDeadline deadline = new RunDeadline();
    /** A run does not come back, and there is nothing else to run on. */
    private boolean waiting;

    private long nextDownNanos;
    private long nextUpNanos;

    /** @param slot its detector is the one that the box began with */
    public DetectorWatch(
            DetectorSlot slot, InferencePool pool, WatchSettings settings, DetectorNews news, Ticker ticker) {
        this.slot = slot;
        this.pool = pool;
        this.settings = settings;
        this.news = news;
        this.ticker = ticker;
        this.asked = slot.now().asked();
        this.nextDownNanos = ticker.nanoTime();
        this.nextUpNanos = ticker.nanoTime() + STEP_UP_EVERY.toNanos();
        thread.setDaemon(true);
    }

    /** Says how the detector is and starts the thread. */
    public DetectorWatch start() {
        tell(slot.now(), String.join("; ", slot.now().stepsDown()));
        thread.start();
        return this;
    }

    /** The detector of this moment, to be asked what it is. Any thread. */
    public Detector now() {
        return slot.now();
    }

    /** The model that is wanted; another may stand in for it. Any thread. */
    public Model asked() {
        return asked;
    }

    /** Steps that were made down since the start. Any thread. */
    public long stepsDown() {
        return stepsDown.get();
    }

    /** Steps that were made up since the start. Any thread. */
    public long stepsUp() {
        return stepsUp.get();
    }

    /** Runs on an accelerator that did not come back in time, since the start. Any thread. */
    public long hangs() {
        return hangs.get();
    }

    /** Why the detector runs below what was wanted, or not at all; empty if it runs as wanted. Any thread. */
    public Optional<String> trouble() {
        return trouble;
    }

    /** One step; takes up to a second when it measures, and as long as a trial when it tries to step up. */
    synchronized void doWork() {
        if (!measured && pool.counters().frames() > 0) {
            measured = true;
            measure();
        }
        Detector running = slot.now();
        long now = ticker.nanoTime();
        boolean stuck = isStuck(running);
        if (stuck || hasFailed(running)) {
            if (now - nextDownNanos >= 0) {
                nextDownNanos = now + STEP_DOWN_AGAIN.toNanos();
                stepDown(running, stuck);
            }
        } else if (waiting) {
            waiting = false;
            tell(running, String.join("; ", running.stepsDown()));
        } else if (trouble.isPresent() && now - nextUpNanos >= 0) {
            if (slot.left() == 0 && hangs.get() < HANGS_ALLOWED) {
                stepUp(running);
            }
            nextUpNanos = ticker.nanoTime() + STEP_UP_EVERY.toNanos();
        }
    }

    private boolean isStuck(Detector running) {
        return running.provider().isAccelerator() && deadline.isOver(pool);
    }

    private static boolean hasFailed(Detector running) {
        return running.provider().isAccelerator() && running.failure().isPresent();
    }

    /** To the CPU; where the configuration does not allow that, a new start of what it does. */
    private void stepDown(Detector lost, boolean stuck) {
        boolean toCpu = settings.detector().providers().contains(Provider.CPU);
        if (stuck && !waiting) {
            hangs.incrementAndGet();
        }
        String reason = reason(lost, stuck);
        if (stuck && !toCpu) {
            waiting = true;
            degraded("the detector does not run: " + reason + ", and there is nothing else to run on");
            return;
        }
        List<Provider> rungs =
                toCpu ? List.of(Provider.CPU) : settings.detector().providers();
        try {
            Detector next = Detector.open(
                    toCpu ? asked.standIn().orElse(asked) : asked,
                    settings.detector().on(rungs));
            if (stuck) {
                exchange(next, slot::abandonFor);
                pool.giveUp(deadline.limit(pool), new InferenceException(reason));
            } else {
                exchange(next, slot::swap);
            }
            waiting = false;
            stepsDown.incrementAndGet();
            tell(slot.now(), reason + (stuck ? whatIsNext() : ""));
        } catch (ModelException | InferenceException e) {
            waiting = stuck;
            degraded("the detector does not run: " + reason + "; " + e.getMessage());
        }
    }

    private String reason(Detector lost, boolean stuck) {
        return stuck
                ? lost.provider() + " does not come back from a run"
                : lost.provider() + " failed while running: "
                        + withoutStop(lost.failure().orElseThrow().getMessage());
    }

    private String whatIsNext() {
        return hangs.get() < HANGS_ALLOWED
                ? "; it is tried again when it has, or after a restart of the service"
                : ", not for the first time; it is tried again after a restart of the service";
    }

    private void stepUp(Detector running) {
        List<Provider> all = settings.detector().providers();
        List<Provider> above = all.subList(0, all.indexOf(running.provider()));
        try {
            DetectorSettings better = settings.detector().on(above);
            if (!tried(running, better)) {
                return;
            }
            exchange(Detector.open(asked, better), slot::swap);
            stepsUp.incrementAndGet();
            tell(slot.now(), String.join("; ", slot.now().stepsDown()));
        } catch (ModelException | InferenceException e) {
            LOG.log(Level.INFO, () -> "The detector stays on " + running.provider() + ": " + e.getMessage());
        }
    }

    /** A trial can take minutes; false if it was broken off because the detector that runs was lost meanwhile. */
    private boolean tried(Detector running, DetectorSettings better) {
        FutureTask<Boolean> trial = new FutureTask<>(() -> settings.trial().run(asked, better), true);
        Thread trying = new Thread(trial, "detector-trial");
        trying.setDaemon(true);
        trying.start();
        try {
            while (true) {
                try {
                    return trial.get(PERIOD.toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    if (isStuck(running) || hasFailed(running)) {
                        return false;
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException reason ? reason : new IllegalStateException(e.getCause());
        } finally {
            trial.cancel(true);
        }
    }

    private void exchange(Detector next, Consumer<Detector> how) {
        try {
            how.accept(next);
        } catch (ModelException e) {
            next.close();
            throw e;
        }
        pool.forgetTimes();
        deadline.restart();
        pool.resize(settings.workers(next));
        measured = false;
    }

    /** @param reason why it is not better */
    private void tell(Detector running, String reason) {
        if (running.provider().compareTo(settings.wanted()) > 0) {
            nextUpNanos = ticker.nanoTime() + STEP_UP_EVERY.toNanos();
            degraded("the detector runs on " + running.provider() + ": " + reason);
        } else {
            if (trouble.isPresent()) {
                LOG.log(Level.INFO, () -> "The detector runs on " + running.provider() + " again");
            }
            trouble = Optional.empty();
            news.restored();
        }
    }

    private void degraded(String why) {
        String sentence = withoutStop(why);
        if (!trouble.equals(Optional.of(sentence))) {
            LOG.log(Level.WARNING, () -> "Degraded: " + sentence);
            trouble = Optional.of(sentence);
            news.degraded(sentence);
        }
    }

    private static String withoutStop(@Nullable String sentence) {
        String whole = String.valueOf(sentence);
        return whole.endsWith(".") ? whole.substring(0, whole.length() - 1) : whole;
    }

    private void measure() {
        if (settings.workers().isEmpty()) {
            WorkerChoice choice = WorkerChoice.measure(slot, slot.now().workers());
            pool.resize(choice.workers());
            LOG.log(Level.INFO, () -> "The detector works with " + choice);
        }
    }

    /**
     * Opens another model for {@link #use}, while the one that runs goes on. Any thread.
     *
     * @param model tried on the CPU already
     * @return the caller's, until it is used
     * @throws ModelException if it is not what its card says, or takes other frames than the one that runs
     * @throws InferenceException if it runs on none of the providers
     */
    public Detector prepare(Model model) {
        if (slot.now().provider().isAccelerator()) {
            settings.trial().run(model, settings.detector());
        }
        Detector next = Detector.open(model, settings.detector());
        try {
            slot.check(next);
            return next;
        } catch (ModelException e) {
            next.close();
            throw e;
        }
    }

    /** From now on each batch goes through {@code next}, which is this watch's to close. Any thread. */
    public synchronized void use(Detector next) {
        exchange(next, slot::swap);
        asked = next.asked();
        tell(next, String.join("; ", next.stepsDown()));
    }

    /** Ends the thread; a step in progress is interrupted. */
    @Override
    public void close() {
        ended.countDown();
        thread.interrupt();
        try {
            thread.join(LAST_STEP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!ended.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS)) {
                doWork();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            if (ended.getCount() > 0) {
                LOG.log(Level.ERROR, "Nobody looks after the detector any more", e);
            }
        }
    }
}
