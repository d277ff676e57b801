package watchpost.testkit.rtsp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** One client: its connection, its session and what is on the way to it. On the camera's thread only. */
final class ClientConnection implements Transport.Output {
    /** The control name of the only track. */
    static final String TRACK = "track0";

    /** {@link #work} has nothing to do until the client sends something. */
    static final long IDLE = Long.MAX_VALUE;

    private static final long LATE_NANOS = 1_000_000_000L;
    private static final long REPORT_NANOS = 5_000_000_000L;
    private static final long BURST_PAUSE_NANOS = 1_000_000L;
    private static final int OUTPUT_LIMIT = 8 << 20;
    /** Far more than a receiver keeps of one picture. */
    private static final int GIANT = 12 << 20;

    private static final int INPUT_SIZE = 128 << 10;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final Station station;
    private final RtspSession session;
    private final InetAddress local;
    private final InetAddress remote;
    private final ByteBuffer in = ByteBuffer.allocate(INPUT_SIZE);

    private final Deque<ByteBuffer> output = new ArrayDeque<>();
    private final Deque<byte[]> packets = new ArrayDeque<>();
    private int outputBytes;
    private int unsent;

    private @Nullable Playback playback;
    private long nextReportNanos;
    private boolean thawing;

    ClientConnection(SocketChannel channel, SelectionKey key, Station station) throws IOException {
        this.channel = channel;
        this.key = key;
        this.station = station;
        this.local = ((InetSocketAddress) channel.getLocalAddress()).getAddress();
        this.remote = ((InetSocketAddress) channel.getRemoteAddress()).getAddress();
        this.session = new RtspSession(station, local.getHostAddress());
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    boolean isPlaying() {
        return playback != null && isOpen();
    }

    /** Reads what the client sent and answers. */
    void read(long nowNanos) throws IOException {
        int count = channel.read(in);
        if (count < 0) {
            close();
            return;
        }
        in.flip();
        try {
            Optional<RtspRequest> request = RtspRequest.take(in);
            while (request.isPresent()) {
                answer(request.get(), nowNanos);
                request = RtspRequest.take(in);
            }
            in.compact();
        } catch (RtspRequest.MalformedException e) {
            in.clear();
            send(ByteBuffer.wrap(RtspResponse.error("400 Bad Request").bytes("0")));
            session.end();
        }
    }

    private void answer(RtspRequest request, long nowNanos) throws IOException {
        RtspResponse response = session.answer(request, this, local, remote, nowNanos);
        send(ByteBuffer.wrap(response.bytes(request.header("CSeq").orElse("0"))));
        if (playback == null && session.playback().isPresent()) {
            playback = session.playback().get();
            nextReportNanos = nowNanos;
        }
    }

    /** Sends what is due and returns the nanoseconds until there is more to do, or {@link #IDLE}. */
    long work(long nowNanos) throws IOException {
        if (station.faults().frozen) {
            key.interestOps(0);
            thawing = true;
            return IDLE;
        }
        long wait = IDLE;
        Transport transport = session.transport();
        if (playback != null && transport != null) {
            sendDue(playback, nowNanos);
            for (int i = 0; i < transport.burst() && !packets.isEmpty(); i++) {
                transport.rtp(packets.remove());
            }
            if (unsent > 0 && packets.isEmpty()) {
                for (long now = System.nanoTime(); unsent > 0; unsent--) {
                    station.sent().accept(now);
                }
            }
            report(playback, transport, nowNanos);
            wait = packets.isEmpty() ? Math.max(0, playback.dueNanos() - nowNanos) : BURST_PAUSE_NANOS;
        }
        thawing = false;
        flush();
        if (session.isEnded() && output.isEmpty()) {
            close();
        }
        if (isOpen()) {
            key.interestOps(SelectionKey.OP_READ | (output.isEmpty() ? 0 : SelectionKey.OP_WRITE));
        }
        return wait;
    }

    private void sendDue(Playback playing, long nowNanos) {
        while (playing.dueNanos() <= nowNanos) {
            if (thawing || nowNanos - playing.dueNanos() > LATE_NANOS || outputBytes > OUTPUT_LIMIT) {
                playing.skip();
            } else if (station.faults().still) {
                enqueue(playing.format(), playing.still());
                playing.advance();
            } else if (playing.nextIsBroken()) {
                playing.advance();
            } else {
                enqueue(playing.format(), playing.next());
                playing.advance();
            }
        }
    }

    private void enqueue(PayloadFormat format, AccessUnit picture) {
        Faults faults = station.faults();
        SplittableRandom random = station.random();
        AccessUnit whole = faults.garbage ? format.garbled(picture, random) : picture;
        boolean giant = faults.giants.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        AccessUnit sent = giant ? format.inflated(whole, GIANT) : whole;
        long at = sent.presentAt() + faults.clockShift.get();
        format.packetise(sent, (head, body, from, length, ends) -> {
            byte[] packet = session.stream().packet(format.payloadType(), at, ends, head, body, from, length);
            if (chance(faults.flippedBits)) {
                packet[random.nextInt(packet.length)] ^= (byte) (1 << random.nextInt(8));
            }
            if (!chance(faults.packetLoss)) {
                packets.add(packet);
            }
            if (chance(faults.noise)) {
                byte[] noise = new byte[random.nextInt(1, PayloadFormat.LARGEST_PAYLOAD)];
                random.nextBytes(noise);
                packets.add(noise);
            }
        });
        unsent++;
    }

    private boolean chance(double probability) {
        return probability > 0 && station.random().nextDouble() < probability;
    }

    private void report(Playback playing, Transport transport, long nowNanos) {
        if (nowNanos - nextReportNanos >= 0) {
            transport.rtcp(session.stream().senderReport(Instant.now(), playing.tickAt(nowNanos)));
            nextReportNanos = nowNanos + REPORT_NANOS;
        }
    }

    @Override
    public void send(ByteBuffer bytes) {
        output.add(bytes);
        outputBytes += bytes.remaining();
    }

    private void flush() throws IOException {
        for (ByteBuffer first = output.peek(); first != null; first = output.peek()) {
            outputBytes -= channel.write(first);
            if (first.hasRemaining()) {
                return;
            }
            output.remove();
        }
    }

    void close() throws IOException {
        session.end();
        key.cancel();
        channel.close();
    }
}
