package watchpost.testkit.rtsp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The thread of a camera: accepts clients, answers them and sends pictures when they are due. */
final class CameraLoop {
    private static final System.Logger LOG = System.getLogger(CameraLoop.class.getName());
    private static final long LONGEST_SELECT_MILLIS = 1000;
    private static final long STOP_SECONDS = 5;

    private final Station station;
    private final Selector selector;
    private final ServerSocketChannel listener;
    private final int port;
    private final Thread thread;
    private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
    private final AtomicInteger playing = new AtomicInteger();
    private final AtomicInteger accepted;
    private volatile boolean stopping;

    // Owned by the thread.
    private final List<ClientConnection> clients = new ArrayList<>();

    /** Listens at once; {@code accepted} is counted up for each connection. */
    CameraLoop(InetSocketAddress address, Station station, AtomicInteger accepted) throws IOException {
        this.station = station;
        this.accepted = accepted;
        this.selector = Selector.open();
        this.listener = ServerSocketChannel.open();
        try {
            listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            listener.bind(address);
            listener.configureBlocking(false);
            listener.register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException e) {
            listener.close();
            selector.close();
            throw e;
        }
        this.port = listener.socket().getLocalPort();
        this.thread = new Thread(this::run, "clip-camera-" + port);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    int port() {
        return port;
    }

    /** The clients that are being sent pictures. */
    int playing() {
        return playing.get();
    }

    void wakeUp() {
        selector.wakeup();
    }

    /** Closes every connection and returns when that has been done. Not on the camera's thread. */
    void dropConnections() {
        CountDownLatch done = new CountDownLatch(1);
        commands.add(() -> {
            clients.forEach(CameraLoop::close);
            done.countDown();
        });
        selector.wakeup();
        try {
            if (!done.await(STOP_SECONDS, TimeUnit.SECONDS) && thread.isAlive()) {
                throw new IllegalStateException("the clip camera's thread does not answer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Closes everything and returns when the thread has ended. */
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
                for (Runnable command = commands.poll(); command != null; command = commands.poll()) {
                    command.run();
                }
                selector.select(Math.max(1, Math.min(LONGEST_SELECT_MILLIS, work() / 1_000_000)));
                for (SelectionKey key : selector.selectedKeys()) {
                    serve(key);
                }
                selector.selectedKeys().clear();
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, "the clip camera on port " + port + " has failed", e);
        } finally {
            clients.forEach(CameraLoop::close);
            playing.set(0);
        }
    }

    /** Lets every client send what is due; returns the nanoseconds until the next is due. */
    private long work() {
        long wait = ClientConnection.IDLE;
        for (ClientConnection client : clients) {
            try {
                wait = Math.min(wait, client.work(station.ticker().nanoTime()));
            } catch (IOException | CancelledKeyException e) {
                // The client has gone: the usual end of a connection.
                close(client);
            } catch (RuntimeException e) {
                giveUp(client, e);
            }
        }
        clients.removeIf(client -> !client.isOpen());
        playing.set((int) clients.stream().filter(ClientConnection::isPlaying).count());
        return wait;
    }

    private void serve(SelectionKey key) throws IOException {
        if (!key.isValid()) {
            return;
        }
        if (key.isAcceptable()) {
            accept();
        } else if (key.isReadable() && key.attachment() instanceof ClientConnection client) {
            try {
                client.read(station.ticker().nanoTime());
            } catch (IOException e) {
                close(client);
            } catch (RuntimeException e) {
                giveUp(client, e);
            }
        }
    }

    /** A client that asks for what nobody foresaw must not cost the others their pictures. */
    private static void giveUp(ClientConnection client, RuntimeException reason) {
        LOG.log(System.Logger.Level.WARNING, "a client of the clip camera is given up", reason);
        close(client);
    }

    private void accept() throws IOException {
        SocketChannel channel = listener.accept();
        if (channel == null) {
            return;
        }
        accepted.incrementAndGet();
        if (station.faults().refusing) {
            channel.close();
            return;
        }
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
        ClientConnection client = new ClientConnection(channel, key, station);
        key.attach(client);
        clients.add(client);
    }

    private static void close(ClientConnection client) {
        try {
            client.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a client's connection did not close cleanly", e);
        }
    }
}
