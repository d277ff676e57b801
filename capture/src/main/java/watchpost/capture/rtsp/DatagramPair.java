package watchpost.capture.rtsp;

import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.jspecify.annotations.Nullable;

/** The two UDP ports of a track: an even one for RTP, the next for RTCP. */
final class DatagramPair implements Closeable {
    private static final int TRIES = 50;
    private static final int KERNEL_BUFFER = 1 << 20;
    private static final int LARGEST = 65_536;

    private final Selector selector;
    private final DatagramChannel rtp;
    private final DatagramChannel rtcp;
    private final ByteBuffer buffer = ByteBuffer.allocate(LARGEST);
    private @Nullable InetSocketAddress rtcpPeer;

    private DatagramPair(Selector selector, DatagramChannel rtp, DatagramChannel rtcp) throws IOException {
        this.selector = selector;
        this.rtp = rtp;
        this.rtcp = rtcp;
        for (DatagramChannel channel : new DatagramChannel[] {rtp, rtcp}) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, KERNEL_BUFFER);
            channel.register(selector, SelectionKey.OP_READ);
        }
    }

    /** Binds two neighbouring ports on {@code local}. */
    static DatagramPair bind(InetAddress local) throws IOException {
        Selector selector = Selector.open();
        for (int i = 0; i < TRIES; i++) {
            DatagramChannel first = DatagramChannel.open().bind(new InetSocketAddress(local, 0));
            int port = ((InetSocketAddress) first.getLocalAddress()).getPort();
            int partner = port % 2 == 0 ? port + 1 : port - 1;
            DatagramChannel second = DatagramChannel.open();
            try {
                second.bind(new InetSocketAddress(local, partner));
                return port % 2 == 0
                        ? new DatagramPair(selector, first, second)
                        : new DatagramPair(selector, second, first);
            } catch (BindException e) {
                // somebody else has the neighbour: the next pair
                first.close();
                second.close();
            }
        }
        selector.close();
        throw new RtspException(RtspException.Reason.NOT_UNDERSTOOD, "no two neighbouring UDP ports are free");
    }

    /** The even port. */
    int port() throws IOException {
        return ((InetSocketAddress) rtp.getLocalAddress()).getPort();
    }

    /** Tells where the camera sends from, and opens the way back through a firewall by a packet to each port. */
    void meet(InetAddress camera, int rtpPort, int rtcpPort) throws IOException {
        if (rtpPort > 0) {
            rtp.send(
                    ByteBuffer.wrap(new byte[] {(byte) 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}),
                    new InetSocketAddress(camera, rtpPort));
        }
        if (rtcpPort > 0) {
            rtcpPeer = new InetSocketAddress(camera, rtcpPort);
        }
    }

    /** Hands on all packets that are there, waiting {@code millis} at most for the first; false if none came. */
    boolean receive(PacketSink sink, long millis) throws IOException {
        selector.select(Math.max(1, millis));
        boolean any = false;
        for (SelectionKey key : selector.selectedKeys()) {
            DatagramChannel channel = (DatagramChannel) key.channel();
            while (channel.receive(buffer.clear()) != null) {
                any = true;
                if (channel == rtp) {
                    sink.rtp(buffer.array(), 0, buffer.position());
                } else {
                    sink.rtcp(buffer.array(), 0, buffer.position());
                }
            }
        }
        selector.selectedKeys().clear();
        return any;
    }

    void sendReport(byte[] report) throws IOException {
        InetSocketAddress peer = rtcpPeer;
        if (peer != null) {
            rtcp.send(ByteBuffer.wrap(report), peer);
        }
    }

    @Override
    public void close() throws IOException {
        rtp.close();
        rtcp.close();
        selector.close();
    }
}
