package watchpost.daemon.bench;

import watchpost.core.time.Ticker;

/** The clock of the benchmark's cameras, which can be stopped so that nothing but bare costs is measured. Any thread. */
final class LoadClock implements Ticker {
    private long stoppedAt;
    private long behind;
    private boolean stopped;

    @Override
    public synchronized long nanoTime() {
        return (stopped ? stoppedAt : System.nanoTime()) - behind;
    }

    synchronized void stop() {
        if (!stopped) {
            stoppedAt = System.nanoTime();
            stopped = true;
        }
    }

    synchronized void go() {
        if (stopped) {
            behind += System.nanoTime() - stoppedAt;
            stopped = false;
        }
    }
}
