package watchpost.testkit.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A TCP proxy on the loopback address that passes connections on to a target and damages them on command. What is random follows from
 * a seed. All methods may be called from any thread.
 */
public final class FaultProxy implements AutoCloseable {
    private static final long USUAL_SEED = 1;

    private final long seed;
    private final Faults toTarget = new Faults(this::wakeUp);
    private final Faults fromTarget = new Faults(this::wakeUp);
    private final Faults both = new Faults(this::wakeUp, toTarget, fromTarget);
    private final AtomicInteger connections = new AtomicInteger();
    private volatile InetSocketAddress target;
    private volatile boolean acceptingPaused;
    private volatile @Nullable ProxyLoop loop;
    private int port;

    private FaultProxy(InetSocketAddress target, long seed) {
        this.target = target;
        this.seed = seed;
    }

    /** A proxy on a free port, for a target on this machine. */
    public static FaultProxy to(int targetPort) {
        return to(new InetSocketAddress(InetAddress.getLoopbackAddress(), targetPort), USUAL_SEED);
    }

    /** A proxy on a free port. */
    public static FaultProxy to(InetSocketAddress target, long seed) {
        FaultProxy proxy = new FaultProxy(target, seed);
        proxy.listen();
        return proxy;
    }

    /** The port, the same one for the proxy's life. */
    public synchronized int port() {
        return port;
    }

    public InetSocketAddress target() {
        return target;
    }

    /** Where new connections go from now on. */
    public void target(int newPort) {
        target = new InetSocketAddress(target.getAddress(), newPort);
    }

    /** The faults on the way from the client to the target. */
    public Faults toTarget() {
        return toTarget;
    }

    /** The faults on the way from the target to the client. */
    public Faults fromTarget() {
        return fromTarget;
    }

    /** Sets the faults of both ways at once. */
    public Faults both() {
        return both;
    }

    /**
     * While {@code on}, clients connect (the system does that) and hear nothing; they are served afterwards. Returns when the proxy's
     * thread has seen it.
     */
    public void pauseAccepting(boolean on) {
        acceptingPaused = on;
        onEach(link -> {});
    }

    /** Ends every connection in good order. Returns when it is done. */
    public void cut() {
        onEach(Link::close);
    }

    /** Ends every connection with a reset. Returns when it is done. */
    public void reset() {
        onEach(Link::reset);
    }

    /** Ends every connection and stops listening, so that new ones are refused; {@link #listen()} ends it. */
    public synchronized void refuse() {
        ProxyLoop running = loop;
        loop = null;
        if (running != null) {
            running.stop();
        }
    }

    /**
     * Listens again, on the same port; does nothing while listening.
     *
     * @throws UncheckedIOException if somebody has taken the port
     */
    public synchronized void listen() {
        if (loop != null) {
            return;
        }
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            ProxyLoop fresh = new ProxyLoop(this, address, seed);
            port = fresh.port();
            loop = fresh;
            fresh.start();
        } catch (IOException e) {
            throw new UncheckedIOException("the proxy cannot listen on port " + port + ": " + e.getMessage(), e);
        }
    }

    /** How many connections are open now. */
    public int open() {
        ProxyLoop running = loop;
        return running == null ? 0 : running.open();
    }

    /** How many connections were accepted so far. */
    public int connectionsSoFar() {
        return connections.get();
    }

    @Override
    public void close() {
        refuse();
    }

    boolean isAcceptingPaused() {
        return acceptingPaused;
    }

    void countConnection() {
        connections.incrementAndGet();
    }

    private void onEach(ProxyLoop.Act act) {
        ProxyLoop running = loop;
        if (running != null) {
            running.onEach(act);
        }
    }

    private void wakeUp() {
        ProxyLoop running = loop;
        if (running != null) {
            running.wakeUp();
        }
    }
}
