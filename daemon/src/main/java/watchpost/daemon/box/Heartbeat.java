package watchpost.daemon.box;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import io.vertx.core.Vertx;
import java.time.Duration;
import watchpost.daemon.pipeline.PipelineCounters;
import watchpost.daemon.web.Health;

/** Once in a while: the health topic, a line in the log when the health changes, and the digest. On Vert.x workers. */
final class Heartbeat implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Heartbeat.class.getName());
    private static final long PERIOD_MS = 10_000;
    private static final Duration DIGEST_EVERY = Duration.ofMinutes(1);

    private final Vertx vertx;
    private final BoxParts parts;
    private final long timer;

    // Workers run it one after the other.
    private PipelineCounters lastCounters;
    private long lastDigest = System.nanoTime();
    private String lastHealth = "ok";

    private Heartbeat(Vertx vertx, BoxParts parts) {
        this.vertx = vertx;
        this.parts = parts;
        this.lastCounters = parts.pipeline().counters();
        this.timer = vertx.setPeriodic(0, PERIOD_MS, beat -> vertx.executeBlocking(this::beat));
    }

    static Heartbeat start(Vertx vertx, BoxParts parts) {
        return new Heartbeat(vertx, parts);
    }

    /** Any thread: something has changed that subscribers should know at once. */
    void soon() {
        vertx.executeBlocking(this::beat).onFailure(e -> LOG.log(WARNING, "The health cannot be told", e));
    }

    private synchronized boolean beat() {
        parts.alerts().health(Summary.health(parts));
        tellChangeOfHealth();
        Duration since = Duration.ofNanos(System.nanoTime() - lastDigest);
        if (since.compareTo(DIGEST_EVERY) >= 0) {
            LOG.log(INFO, Summary.digest(parts, lastCounters, since));
            lastCounters = parts.pipeline().counters();
            lastDigest = System.nanoTime();
        }
        return true;
    }

    private void tellChangeOfHealth() {
        Health health = BoxHealth.of(parts);
        if (!health.word().equals(lastHealth)) {
            lastHealth = health.word();
            LOG.log(
                    health.ok() ? INFO : WARNING,
                    "Health is " + health.word()
                            + (health.reasons().isEmpty() ? "" : ": " + String.join("; ", health.reasons())));
        }
    }

    @Override
    public void close() {
        vertx.cancelTimer(timer);
    }
}
