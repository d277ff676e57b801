package watchpost.detector.second;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import watchpost.core.id.CameraId;
import watchpost.core.port.CropSource;
import watchpost.core.port.FindingSink;
import watchpost.core.port.SecondStage;
import watchpost.core.time.Ticker;
import watchpost.core.vision.Finding;
import watchpost.core.vision.Picture;
import watchpost.core.vision.Sighting;
import watchpost.core.vision.Trait;

/**
 * The thread {@code second}: cuts out the objects that may be asked for, and shows those that are to the second model, best picture of
 * each first. Whatever it does not get to is left out; nobody waits for it.
 */
public final class SecondLook implements SecondStage, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(SecondLook.class.getName());

    /** Objects in one run. */
    private static final int MOST_IN_RUN = 4;
    /** So many objects are cut out for each one that may be read. */
    private static final int CUTS = 5;

    private static final long IDLE_NANOS = 1_000_000_000L;
    private static final long COMPLAIN_NANOS = 60_000_000_000L;
    private static final Duration PATIENCE = Duration.ofMillis(400);

    private final Trait what;
    private final Recogniser recogniser;
    private final CropSource crops;
    private final FindingSink sink;
    private final Ticker ticker;
    private final Desk desk = new Desk();
    private final Thread thread = new Thread(this::run, "second");

    // Owned by the thread.
    private final RateLimit cuts;
    private final RateLimit reads;
    private long complainedAt;

    private final AtomicLong cut = new AtomicLong();
    private final AtomicLong late = new AtomicLong();
    private final AtomicLong read = new AtomicLong();
    private final AtomicLong runs = new AtomicLong();
    private final AtomicLong found = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    /** Has a permit if something came since the thread last looked. */
    private final Semaphore news = new Semaphore(0);

    private volatile boolean stopping;

    /**
     * Nothing happens until {@link #start()}.
     *
     * @param what is found out
     * @param recogniser open; the thread closes it
     * @param perSecond pictures that go through it within any second, at most; at least 1
     */
    public SecondLook(
            Trait what, Recogniser recogniser, int perSecond, CropSource crops, FindingSink sink, Ticker ticker) {
        this.what = what;
        this.recogniser = recogniser;
        this.crops = crops;
        this.sink = sink;
        this.ticker = ticker;
        this.reads = new RateLimit(perSecond);
        this.cuts = new RateLimit(CUTS * perSecond);
        this.complainedAt = ticker.nanoTime() - COMPLAIN_NANOS;
        thread.setDaemon(true);
    }

    /** Begins; to be called once. */
    public void start() {
        thread.start();
    }

    /** Instead of {@link #start()}: does what is due by the ticker now, on the caller's thread, which then owns what the own one would. */
    public void step() {
        long wait;
        do {
            wait = doWork(ticker.nanoTime());
        } while (wait == 0);
    }

    @Override
    public void seen(Sighting sighting) {
        desk.see(sighting, ticker.nanoTime());
        wake();
    }

    @Override
    public void ask(CameraId camera, long track) {
        desk.ask(camera, track, ticker.nanoTime());
        wake();
    }

    /** Any thread. */
    public Counters counters() {
        return new Counters(
                cut.get(),
                desk.replaced(),
                desk.crowdedOut(),
                late.get(),
                read.get(),
                runs.get(),
                found.get(),
                failed.get(),
                desk.waitingToRead());
    }

    /** Lets a run in progress end, at most 400 ms, and leaves out what waits. */
    @Override
    public void close() {
        stopping = true;
        if (thread.getState() == Thread.State.NEW) {
            recogniser.close();
            return;
        }
        wake();
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void wake() {
        if (news.availablePermits() == 0) {
            news.release();
        }
    }

    private void run() {
        try (recogniser) {
            while (!stopping) {
                if (news.tryAcquire(doWork(ticker.nanoTime()), TimeUnit.NANOSECONDS)) {
                    news.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Does what may be done now; returns the nanoseconds after which there may be more, if nothing new comes. */
    long doWork(long now) {
        desk.advance(now);
        cutOut(now);
        int free = reads.free(now);
        List<Crop> batch = desk.nextToRead(Math.min(free, MOST_IN_RUN));
        if (!batch.isEmpty()) {
            reads.take(batch.size(), now);
            look(batch, now);
        }
        boolean more = desk.waitingToRead() > 0;
        if (more && reads.free(now) > 0) {
            return 0;
        }
        long untilRead = more ? reads.untilMore(now) : IDLE_NANOS;
        long untilCut = desk.hasSightings() ? cuts.untilMore(now) : IDLE_NANOS;
        return Math.min(untilRead, untilCut);
    }

    private void cutOut(long now) {
        for (int left = cuts.free(now); left > 0; left--) {
            Optional<Sighting> next = desk.nextToCut();
            if (next.isEmpty()) {
                return;
            }
            cuts.take(1, now);
            Optional<Picture> picture = crops.crop(next.get());
            if (picture.isPresent()) {
                cut.incrementAndGet();
                desk.keep(Crop.of(next.get(), picture.get()));
            } else {
                late.incrementAndGet();
            }
        }
    }

    private void look(List<Crop> batch, long now) {
        List<Optional<Label>> labels;
        try {
            labels = recogniser.recognise(batch.stream().map(Crop::picture).toList());
        } catch (RuntimeException e) {
            failed.incrementAndGet();
            if (now - complainedAt >= COMPLAIN_NANOS) {
                complainedAt = now;
                LOG.log(Level.WARNING, "The second model failed on a picture, which is left out", e);
            }
            return;
        }
        runs.incrementAndGet();
        read.addAndGet(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            Sighting sighting = batch.get(i).sighting();
            Optional<Label> label = labels.get(i);
            if (desk.learn(sighting, label, recogniser.sure())) {
                found.incrementAndGet();
                label.ifPresent(said -> sink.accept(new Finding(
                        sighting.camera(), sighting.track(), what, sighting.moment(), said.text(), said.confidence())));
            }
        }
    }
}
