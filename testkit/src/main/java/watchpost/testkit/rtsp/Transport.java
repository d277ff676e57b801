package watchpost.testkit.rtsp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The way that a client's RTP and RTCP packets take. */
interface Transport extends AutoCloseable {
    int LARGEST_PORT = 65_535;

    /** The value of the {@code Transport} header of the answer. */
    String answer(int source);

    /** How many packets may go at once; more would overflow a receiver's buffer. */
    int burst();

    void rtp(byte[] packet);

    void rtcp(byte[] packet);

    @Override
    void close();

    /** Where woven packets go: the connection's own output. */
    interface Output {
        void send(ByteBuffer bytes);
    }

    /** What the client's {@code Transport} header asks for; empty if it is neither TCP interleaved nor UDP unicast. */
    static Optional<Transport> asked(String header, Output connection, InetAddress local, InetAddress client)
            throws IOException {
        for (String option : header.split(",", -1)) {
            Matcher ports = Udp.PORTS.matcher(option);
            if (option.toUpperCase(Locale.ROOT).contains("RTP/AVP/TCP")) {
                Matcher channels = Interleaved.CHANNELS.matcher(option);
                boolean named = channels.find();
                int rtp = named ? Integer.parseInt(channels.group(1)) : 0;
                int rtcp = named && channels.group(2) != null ? Integer.parseInt(channels.group(2)) : rtp + 1;
                return Optional.of(new Interleaved(connection, rtp & 0xFF, rtcp & 0xFF));
            }
            if (!option.contains("multicast") && ports.find()) {
                int rtp = Integer.parseInt(ports.group(1));
                int rtcp = ports.group(2) == null ? rtp + 1 : Integer.parseInt(ports.group(2));
                if (Math.min(rtp, rtcp) < 1 || Math.max(rtp, rtcp) > LARGEST_PORT) {
                    continue;
                }
                return Optional.of(
                        Udp.open(local, new InetSocketAddress(client, rtp), new InetSocketAddress(client, rtcp)));
            }
        }
        return Optional.empty();
    }

    /** Packets woven into the RTSP connection (RFC 2326, section 10.12). */
    record Interleaved(Output connection, int rtpChannel, int rtcpChannel) implements Transport {
        private static final Pattern CHANNELS = Pattern.compile("interleaved=(\\d{1,3})(?:-(\\d{1,3}))?");

        @Override
        public String answer(int source) {
            return String.format(
                    Locale.ROOT,
                    "RTP/AVP/TCP;unicast;interleaved=%d-%d;ssrc=%08X;mode=\"PLAY\"",
                    rtpChannel,
                    rtcpChannel,
                    source);
        }

        @Override
        public int burst() {
            return Integer.MAX_VALUE;
        }

        @Override
        public void rtp(byte[] packet) {
            send(rtpChannel, packet);
        }

        @Override
        public void rtcp(byte[] packet) {
            send(rtcpChannel, packet);
        }

        private void send(int channel, byte[] packet) {
            connection.send(ByteBuffer.allocate(4 + packet.length)
                    .put((byte) '$')
                    .put((byte) channel)
                    .putShort((short) packet.length)
                    .put(packet)
                    .flip());
        }

        @Override
        public void close() {}
    }

    /** Packets by UDP, from an even port and the odd one after it. What cannot be sent is lost, as on any network. */
    record Udp(DatagramChannel rtp, DatagramChannel rtcp, InetSocketAddress toRtp, InetSocketAddress toRtcp)
            implements Transport {
        private static final Pattern PORTS = Pattern.compile("client_port=(\\d{1,5})(?:-(\\d{1,5}))?");
        private static final int ATTEMPTS = 50;
        private static final int BURST = 24;

        static Udp open(InetAddress local, InetSocketAddress toRtp, InetSocketAddress toRtcp) throws IOException {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                DatagramChannel even = bind(new InetSocketAddress(local, 0));
                int port = even.socket().getLocalPort();
                if (port % 2 == 0) {
                    try {
                        return new Udp(even, bind(new InetSocketAddress(local, port + 1)), toRtp, toRtcp);
                    } catch (IOException e) {
                        // The odd port is taken: try the next pair.
                        even.close();
                        continue;
                    }
                }
                even.close();
            }
            throw new IOException("no pair of free UDP ports after " + ATTEMPTS + " attempts");
        }

        private static DatagramChannel bind(InetSocketAddress address) throws IOException {
            DatagramChannel channel = DatagramChannel.open();
            try {
                channel.configureBlocking(false);
                return channel.bind(address);
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        }

        @Override
        public String answer(int source) {
            return String.format(
                    Locale.ROOT,
                    "RTP/AVP;unicast;client_port=%d-%d;server_port=%d-%d;ssrc=%08X;mode=\"PLAY\"",
                    toRtp.getPort(),
                    toRtcp.getPort(),
                    rtp.socket().getLocalPort(),
                    rtcp.socket().getLocalPort(),
                    source);
        }

        @Override
        public int burst() {
            return BURST;
        }

        @Override
        public void rtp(byte[] packet) {
            send(rtp, packet, toRtp);
        }

        @Override
        public void rtcp(byte[] packet) {
            send(rtcp, packet, toRtcp);
        }

        private static void send(DatagramChannel channel, byte[] packet, InetSocketAddress to) {
            try {
                channel.send(ByteBuffer.wrap(packet), to);
            } catch (IOException e) {
                // An ICMP answer of a client that is gone ends up here; its RTSP connection tells the rest.
                return;
            }
        }

        @Override
        public void close() {
            try (rtp;
                    rtcp) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException("cannot close the UDP ports", e);
            }
        }
    }
}
