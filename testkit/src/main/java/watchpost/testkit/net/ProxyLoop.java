package watchpost.testkit.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The thread of a proxy, from the opening of its port to its close. */
final class ProxyLoop {
    private static final System.Logger LOG = System.getLogger(ProxyLoop.class.getName());
    private static final int CONNECT_MILLIS = 2000;
    private static final long LONGEST_SELECT_MILLIS = 1000;
    private static final long STOP_SECONDS = 5;

    private final FaultProxy proxy;
    private final Selector selector;
    private final ServerSocketChannel listener;
    private final SelectionKey listening;
    private final Thread thread;
    private final Queue<Command> commands = new ConcurrentLinkedQueue<>();
    private volatile boolean stopping;
    private volatile int open;

    // Owned by the thread.
    private final List<Link> links = new ArrayList<>();
    private final SplittableRandom random;

    /** What is done to each link. */
    @FunctionalInterface
    interface Act {
        void on(Link link) throws IOException;
    }

    private record Command(Act act, CountDownLatch done) {}

    ProxyLoop(FaultProxy proxy, InetSocketAddress address, long seed) throws IOException {
        this.proxy = proxy;
        this.random = new SplittableRandom(seed);
        this.selector = Selector.open();
        this.listener = ServerSocketChannel.open();
        try {
            listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            listener.bind(address);
            listener.configureBlocking(false);
            listening = listener.register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException e) {
            listener.close();
            selector.close();
            throw e;
        }
        this.thread = new Thread(this::run, "fault-proxy-" + port());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    int port() {
        return listener.socket().getLocalPort();
    }

    int open() {
        return open;
    }

    void wakeUp() {
        selector.wakeup();
    }

    /** Does something to every link and returns when it is done. Not on the proxy's thread. */
    void onEach(Act act) {
        Command command = new Command(act, new CountDownLatch(1));
        commands.add(command);
        selector.wakeup();
        try {
            if (!command.done().await(STOP_SECONDS, TimeUnit.SECONDS) && thread.isAlive()) {
                throw new IllegalStateException("the proxy's thread does not answer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void stop() {
        stopping = true;
        selector.wakeup();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (selector;
                listener) {
            while (!stopping) {
                for (Command command = commands.poll(); command != null; command = commands.poll()) {
                    forEach(command.act());
                    command.done().countDown();
                }
                listening.interestOps(proxy.isAcceptingPaused() ? 0 : SelectionKey.OP_ACCEPT);
                selector.select(Math.max(1, Math.min(LONGEST_SELECT_MILLIS, work() / 1_000_000)));
                for (SelectionKey key : selector.selectedKeys()) {
                    serve(key);
                }
                selector.selectedKeys().clear();
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, "the fault proxy has failed", e);
        } finally {
            forEach(Link::close);
        }
    }

    private void forEach(Act act) {
        for (Link link : links) {
            attempt(link, act);
        }
        forgetClosed();
    }

    private void forgetClosed() {
        links.removeIf(link -> !link.isOpen());
        open = links.size();
    }

    private long work() {
        long[] wait = {Flow.IDLE};
        for (Link link : links) {
            attempt(link, one -> wait[0] = Math.min(wait[0], one.work(System.nanoTime())));
        }
        forgetClosed();
        return wait[0];
    }

    private void serve(SelectionKey key) throws IOException {
        if (key.isValid() && key.isAcceptable()) {
            accept();
        } else if (key.isValid() && key.isReadable() && key.attachment() instanceof Link link) {
            attempt(link, one -> one.read(key, System.nanoTime()));
        }
    }

    /** A side that has reset its connection takes the other one with it. */
    private static void attempt(Link link, Act act) {
        if (!link.isOpen()) {
            return;
        }
        try {
            act.on(link);
        } catch (IOException e) {
            try {
                link.reset();
            } catch (IOException again) {
                LOG.log(System.Logger.Level.DEBUG, "a connection did not close cleanly", again);
            }
        }
    }

    private void accept() throws IOException {
        SocketChannel client = listener.accept();
        if (client == null) {
            return;
        }
        proxy.countConnection();
        SocketChannel target = SocketChannel.open();
        try {
            target.socket().connect(proxy.target(), CONNECT_MILLIS);
            for (SocketChannel side : List.of(client, target)) {
                side.configureBlocking(false);
                side.setOption(StandardSocketOptions.TCP_NODELAY, true);
            }
            links.add(new Link(
                    client,
                    target,
                    selector,
                    new Flow(client, target, proxy.toTarget(), random.split()),
                    new Flow(target, client, proxy.fromTarget(), random.split())));
            open = links.size();
        } catch (IOException e) {
            // The target is not there: the client learns it by the end of its connection.
            client.close();
            target.close();
        }
    }
}
