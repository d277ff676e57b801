package watchpost.testkit.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import watchpost.testkit.Await;

class FaultProxyTest {
    private EchoServer echo;
    private FaultProxy proxy;

    @BeforeEach
    void open() throws IOException {
        echo = new EchoServer();
        proxy = FaultProxy.to(echo.port());
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        echo.close();
    }

    @Test
    void passesEverythingOn() throws IOException {
        byte[] sent = bytes(3 << 20);
        try (Socket client = connect()) {
            Thread writer = new Thread(() -> write(client, sent), "writer");
            writer.start();
            assertArrayEquals(sent, client.getInputStream().readNBytes(sent.length));
            client.shutdownOutput();
            assertEquals(-1, client.getInputStream().read(), "the end comes through as well");
        }
        Await.until("the connection to end", () -> proxy.open() == 0);
        assertEquals(1, proxy.connectionsSoFar());
    }

    @Test
    void delaysAndThrottles() throws IOException {
        try (Socket client = connect()) {
            proxy.fromTarget().delay(Duration.ofMillis(200));
            long start = System.nanoTime();
            write(client, bytes(10));
            assertArrayEquals(bytes(10), client.getInputStream().readNBytes(10));
            assertTrue(System.nanoTime() - start >= 200_000_000L, "not before the delay");

            proxy.both().heal();
            proxy.toTarget().throttle(100_000);
            start = System.nanoTime();
            write(client, bytes(30_000));
            assertArrayEquals(bytes(30_000), client.getInputStream().readNBytes(30_000));
            assertTrue(System.nanoTime() - start >= 250_000_000L, "30 kB at 100 kB/s");
        }
    }

    @Test
    void swallowsAndStalls() throws IOException {
        try (Socket client = connect()) {
            proxy.both().swallow(true);
            write(client, bytes(10));
            assertSilent(client);
            proxy.both().swallow(false);
            write(client, new byte[] {42});
            assertEquals(42, client.getInputStream().read(), "what was swallowed stays lost");

            proxy.fromTarget().stall(true);
            write(client, bytes(10));
            assertSilent(client);
            proxy.fromTarget().stall(false);
            assertArrayEquals(bytes(10), client.getInputStream().readNBytes(10), "what was stalled comes through");
        }
    }

    @Test
    void losesAndFlipsTheSameBytesForTheSameSeed() throws IOException {
        byte[][] first = new byte[2][];
        for (int round = 0; round < 2; round++) {
            try (FaultProxy seeded = FaultProxy.to(proxy.target(), 7);
                    Socket client = new Socket(InetAddress.getLoopbackAddress(), seeded.port())) {
                seeded.toTarget().loseBytes(0.1);
                seeded.fromTarget().flipBits(0.1);
                write(client, bytes(10_000));
                client.shutdownOutput();
                first[round] = client.getInputStream().readAllBytes();
            }
        }
        assertArrayEquals(first[0], first[1]);
        assertEquals(9000, first[0].length, 200);

        try (Socket client = connect()) {
            proxy.fromTarget().flipBits(0.1);
            write(client, bytes(10_000));
            byte[] flipped = client.getInputStream().readNBytes(10_000);
            int bits = 0;
            for (int i = 0; i < flipped.length; i++) {
                bits += Integer.bitCount((flipped[i] ^ bytes(10_000)[i]) & 0xFF);
            }
            assertEquals(1000, bits, 200);
        }
    }

    @Test
    void truncates() throws IOException {
        proxy.fromTarget().truncateAfter(1000);
        try (Socket client = connect()) {
            write(client, bytes(5000));
            byte[] received = readUntilTheEnd(client);
            assertArrayEquals(Arrays.copyOf(bytes(5000), 1000), received);
        }
    }

    @Test
    void cutsAndResets() throws IOException {
        try (Socket client = connect();
                Socket other = connect()) {
            roundTrip(client);
            roundTrip(other);
            proxy.cut();
            assertEquals(-1, client.getInputStream().read());
            assertEquals(0, proxy.open());
        }
        try (Socket client = connect()) {
            roundTrip(client);
            proxy.reset();
            assertThrows(SocketException.class, () -> client.getInputStream().read());
        }
    }

    @Test
    void pausesRefusesAndListensAgain() throws IOException {
        proxy.pauseAccepting(true);
        try (Socket client = connect()) {
            write(client, new byte[] {1});
            assertSilent(client);
            proxy.pauseAccepting(false);
            assertEquals(1, client.getInputStream().read());
        }
        proxy.refuse();
        assertThrows(ConnectException.class, this::connect);
        proxy.listen();
        try (Socket client = connect()) {
            roundTrip(client);
        }
    }

    @Test
    void aMissingTargetEndsTheConnectionAndAnotherMayTakeItsPlace() throws IOException {
        echo.close();
        try (Socket client = connect()) {
            assertEquals(0, readUntilTheEnd(client).length);
        }
        echo = new EchoServer();
        proxy.target(echo.port());
        try (Socket client = connect()) {
            roundTrip(client);
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port()), 5000);
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void roundTrip(Socket client) throws IOException {
        write(client, new byte[] {5});
        assertEquals(5, client.getInputStream().read());
    }

    private static void assertSilent(Socket client) throws IOException {
        client.setSoTimeout(150);
        assertThrows(SocketTimeoutException.class, () -> client.getInputStream().read());
        client.setSoTimeout(10_000);
    }

    /** Also ends at a reset: what the peer had not read when it closed causes one. */
    private static byte[] readUntilTheEnd(Socket client) throws IOException {
        byte[] buffer = new byte[10_000];
        int length = 0;
        try {
            for (int n = client.getInputStream().read(buffer); n >= 0; ) {
                length += n;
                n = client.getInputStream().read(buffer, length, buffer.length - length);
            }
        } catch (SocketException e) {
            assertTrue(e.getMessage().contains("reset"), e.getMessage());
        }
        return Arrays.copyOf(buffer, length);
    }

    private static void write(Socket client, byte[] bytes) {
        try {
            client.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (i * 31 + (i >> 8));
        }
        return bytes;
    }
}
