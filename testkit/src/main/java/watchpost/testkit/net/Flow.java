package watchpost.testkit.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;

/** One direction of a connection: what has been taken from one side and waits to reach the other. On the proxy's thread only. */
final class Flow {
    /** {@link #write} has nothing to do until bytes arrive or a side takes some. */
    static final long IDLE = Long.MAX_VALUE;

    private static final int MOST_WAITING = 1 << 20;
    private static final int BURSTS_PER_SECOND = 50;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private record Chunk(long dueNanos, ByteBuffer bytes) {}

    private final SocketChannel from;
    private final SocketChannel to;
    private final Faults faults;
    private final SplittableRandom random;
    private final ByteBuffer taken = ByteBuffer.allocate(16 << 10);
    private final Deque<Chunk> waiting = new ArrayDeque<>();
    private int waitingBytes;
    private long passed;
    private boolean ended;
    private boolean finished;
    private boolean blocked;
    private double allowance;
    private long allowedAtNanos;

    Flow(SocketChannel from, SocketChannel to, Faults faults, SplittableRandom random) {
        this.from = from;
        this.to = to;
        this.faults = faults;
        this.random = random;
        this.allowedAtNanos = System.nanoTime();
    }

    boolean wantsToRead() {
        return !ended && !faults.isStalling() && waitingBytes < MOST_WAITING;
    }

    /** True if the receiving side takes no more for now. */
    boolean isBlocked() {
        return blocked;
    }

    /** True if the sender has ended, everything has come through, and the receiver has been told. */
    boolean isFinished() {
        return finished;
    }

    /** True if the connection is to be cut here. */
    boolean isTruncated() {
        return passed >= faults.truncateAfter();
    }

    void read(long nowNanos) throws IOException {
        taken.clear();
        int count = from.read(taken);
        if (count < 0) {
            ended = true;
            return;
        }
        taken.flip();
        if (!faults.isSwallowing() && count > 0) {
            ByteBuffer chunk = damaged(taken);
            waiting.add(new Chunk(nowNanos + faults.delayNanos(), chunk));
            waitingBytes += chunk.remaining();
        }
    }

    private ByteBuffer damaged(ByteBuffer bytes) {
        ByteBuffer copy = ByteBuffer.allocate(bytes.remaining());
        double lost = faults.lostBytes();
        double flipped = faults.flippedBytes();
        while (bytes.hasRemaining()) {
            byte value = bytes.get();
            if (lost > 0 && random.nextDouble() < lost) {
                continue;
            }
            boolean flip = flipped > 0 && random.nextDouble() < flipped;
            copy.put(flip ? (byte) (value ^ 1 << random.nextInt(8)) : value);
        }
        return copy.flip();
    }

    /** Passes on what is due and returns the nanoseconds until more is, or {@link #IDLE}. */
    long write(long nowNanos) throws IOException {
        blocked = false;
        earn(nowNanos);
        for (Chunk head = waiting.peek(); head != null; head = waiting.peek()) {
            if (faults.isSwallowing()) {
                waitingBytes -= head.bytes().remaining();
                waiting.remove();
                continue;
            }
            if (head.dueNanos() > nowNanos) {
                return head.dueNanos() - nowNanos;
            }
            int limit = (int)
                    Math.min(head.bytes().remaining(), Math.min((long) allowance, faults.truncateAfter() - passed));
            if (limit <= 0 && head.bytes().hasRemaining()) {
                return NANOS_PER_SECOND / BURSTS_PER_SECOND;
            }
            ByteBuffer part = head.bytes().slice(head.bytes().position(), limit);
            int written = to.write(part);
            head.bytes().position(head.bytes().position() + written);
            count(written);
            if (!head.bytes().hasRemaining()) {
                waiting.remove();
            } else if (written < limit) {
                blocked = true;
                return IDLE;
            }
        }
        if (ended && !finished && !faults.isSwallowing()) {
            to.shutdownOutput();
            finished = true;
        }
        return IDLE;
    }

    private void count(int written) {
        passed += written;
        waitingBytes -= written;
        allowance -= written;
    }

    /** Counts up what a throttled direction may send by now: never more than one burst. */
    private void earn(long nowNanos) {
        long rate = faults.bytesPerSecond();
        double burst = Math.max(1, (double) rate / BURSTS_PER_SECOND);
        double earned = (double) rate * (nowNanos - allowedAtNanos) / NANOS_PER_SECOND;
        allowedAtNanos = nowNanos;
        allowance = rate == 0 ? Integer.MAX_VALUE : Math.min(burst, allowance + earned);
    }
}
