package watchpost.testkit.net;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;

/** One client's connection, joined to one to the target. On the proxy's thread only. */
final class Link {
    private final List<SocketChannel> sides;
    private final SelectionKey clientKey;
    private final SelectionKey targetKey;
    private final Flow toTarget;
    private final Flow fromTarget;

    Link(SocketChannel client, SocketChannel target, Selector selector, Flow toTarget, Flow fromTarget)
            throws IOException {
        this.sides = List.of(client, target);
        this.toTarget = toTarget;
        this.fromTarget = fromTarget;
        this.clientKey = client.register(selector, 0, this);
        this.targetKey = target.register(selector, 0, this);
    }

    boolean isOpen() {
        return sides.get(0).isOpen();
    }

    /** Reads what has arrived on the side of {@code key}. */
    void read(SelectionKey key, long nowNanos) throws IOException {
        (key.equals(clientKey) ? toTarget : fromTarget).read(nowNanos);
    }

    /** Passes on what is due and returns the nanoseconds until more is. */
    long work(long nowNanos) throws IOException {
        long wait = Math.min(toTarget.write(nowNanos), fromTarget.write(nowNanos));
        boolean bothEnded = toTarget.isFinished() && fromTarget.isFinished();
        if (bothEnded || toTarget.isTruncated() || fromTarget.isTruncated()) {
            close();
            return Flow.IDLE;
        }
        clientKey.interestOps(interest(toTarget, fromTarget));
        targetKey.interestOps(interest(fromTarget, toTarget));
        return wait;
    }

    private static int interest(Flow source, Flow sink) {
        return (source.wantsToRead() ? SelectionKey.OP_READ : 0) | (sink.isBlocked() ? SelectionKey.OP_WRITE : 0);
    }

    /** Ends both connections in good order. */
    void close() throws IOException {
        for (SocketChannel side : sides) {
            side.close();
        }
    }

    /** Ends both connections with a reset, as a machine does that has lost its memory of them. */
    void reset() throws IOException {
        for (SocketChannel side : sides) {
            if (side.isOpen()) {
                side.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
        }
        close();
    }
}
