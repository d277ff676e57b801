package watchpost.alerts.evidence;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import watchpost.core.event.RuleEvent;

/**
 * Makes evidence pictures on its own thread, {@code evidence}, one after the other. It fails closed: if anything goes wrong (a mask
 * above all), there is no picture. At most {@value #QUEUE} requests wait; one more is answered at once with no picture, and counted.
 */
public final class EvidenceWorker implements AutoCloseable {
    private static final Logger LOG = System.getLogger(EvidenceWorker.class.getName());
    private static final int QUEUE = 64;
    /** With so many waiting nobody has time for better pictures. */
    private static final int FEW = 4;

    private final PictureSource source;
    private final EvidenceRenderer renderer;
    private final BlockingQueue<Runnable> requests = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicLong drawn = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final Thread thread = new Thread(this::run, "evidence");
    private volatile boolean stopped;

    public EvidenceWorker(PictureSource source, EvidenceRenderer renderer) {
        this.source = source;
        this.renderer = renderer;
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** Asks for the picture of {@code event}; {@code done} is called on the thread {@code evidence}, or at once if too many wait. */
    public void request(RuleEvent event, Consumer<Optional<byte[]>> done) {
        if (!requests.offer(() -> done.accept(jpeg(event, source::evidence)))) {
            failed.incrementAndGet();
            done.accept(Optional.empty());
        }
    }

    /**
     * Asks for a better picture of an incident that has one; {@code done} is called on the thread {@code evidence}, unless others wait
     * for their first picture: then nothing happens.
     */
    public void better(RuleEvent event, Consumer<byte[]> done) {
        if (requests.size() < FEW) {
            requests.offer(() -> jpeg(event, source::better).ifPresent(done));
        }
    }

    /** Pictures made since the start. */
    public long drawn() {
        return drawn.get();
    }

    /** Requests that ended without a picture because something went wrong or too many waited. */
    public long failed() {
        return failed.get();
    }

    private Optional<byte[]> jpeg(RuleEvent event, Function<RuleEvent, Optional<EvidencePicture>> from) {
        try {
            Optional<EvidencePicture> found = from.apply(event);
            Optional<byte[]> jpeg =
                    found.map(evidence -> renderer.jpeg(evidence.picture(), evidence.overlay(), evidence.masks()));
            drawn.addAndGet(jpeg.isPresent() ? 1 : 0);
            return jpeg;
        } catch (RuntimeException | LinkageError e) {
            if (failed.getAndIncrement() == 0) {
                LOG.log(Level.WARNING, "an incident of camera " + event.camera() + " goes without a picture", e);
            }
            return Optional.empty();
        }
    }

    private void warmUp() {
        try {
            renderer.warmUp();
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.WARNING, "pictures cannot be drawn on this machine", e);
        }
    }

    private void run() {
        try {
            if (source != PictureSource.NONE) {
                warmUp();
            }
            while (!stopped) {
                requests.take().run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the thread; what still waits is not drawn. */
    @Override
    public void close() {
        stopped = true;
        thread.interrupt();
    }
}
