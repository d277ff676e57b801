package watchpost.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import watchpost.core.id.CameraId;
import watchpost.core.id.SourceUrl;
import watchpost.testkit.Await;
import watchpost.testkit.rtsp.ClipCamera;

/**
 * Cameras that fail in four ways at once cost next to nothing and don't keep a good one waiting. The long form is
 * {@code -Dwatchpost.failing=64 -Dwatchpost.failing.seconds=60}.
 */
@Isolated
class ManyFailingCamerasTest {
    private static final int CAMERAS = Integer.getInteger("watchpost.failing", 24);
    private static final int SECONDS = Integer.getInteger("watchpost.failing.seconds", 4);
    private static final int WINDOWS = 4;
    private static final double MOST_OF_A_CORE = 0.05;

    @Test
    void theyCostLittleAndAGoodOneComesAtOnce() throws Exception {
        OpenGate gate = new OpenGate(4);
        List<Watched> failing = new ArrayList<>();
        try (BlackHole hole = new BlackHole();
                ClipCamera denying = clip();
                ClipCamera healthy = clip()) {
            denying.deny(true);
            String[] urls = {
                "rtsp://127.0.0.1:" + closedPort() + "/live",
                "rtsp://127.0.0.1:" + hole.port() + "/live",
                denying.url("gate").replace("://", "://operator:s3cret@"),
                "rtsp://no-such-camera.invalid/live"
            };
            long begin = System.nanoTime();
            for (int i = 0; i < CAMERAS; i++) {
                Watched camera = new Watched(settings("camera-" + i, urls[i % urls.length]), gate);
                failing.add(camera);
                camera.camera.start();
            }
            Await.until("every first try", Duration.ofSeconds(60), () -> failing.stream()
                    .allMatch(camera -> camera.camera.counters().failures() > 0));
            double tried = (System.nanoTime() - begin) / 1e9;
            double cost = leastCost();
            long added = System.nanoTime();
            try (Watched good = new Watched(settings("good", healthy.url("gate")), gate)) {
                good.camera.start();
                double first = (good.frames(1).get(0).atNanos() - added) / 1e9;
                System.out.printf(
                        "%d failing cameras: every first try within %.1f s, %.2f %% of a core, a good camera's first"
                                + " frame after %.2f s%n",
                        CAMERAS, tried, cost * 100, first);
                assertTrue(cost < MOST_OF_A_CORE, cost + " of a core");
                assertTrue(first < 3, "first frame after " + first + " s");
            }
            long reached = failing.stream()
                    .filter(camera -> camera.camera.counters().decoded() > 0)
                    .count();
            assertEquals(0, reached);
        } finally {
            failing.parallelStream().forEach(Watched::close);
        }
        assertEquals(4, gate.free());
    }

    /** The processor time that goes by in a window, as a share of one core: the best of a few, because the JVM compiles meanwhile. */
    private static double leastCost() {
        OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        double least = 1;
        for (int i = 0; i < WINDOWS && least >= MOST_OF_A_CORE; i++) {
            long cpu = process.getProcessCpuTime();
            long wall = System.nanoTime();
            Await.until(
                    "a window to pass",
                    Duration.ofSeconds(SECONDS + 60L),
                    () -> System.nanoTime() - wall > SECONDS * 1_000_000_000L);
            least = Math.min(least, (double) (process.getProcessCpuTime() - cpu) / (System.nanoTime() - wall));
        }
        return least;
    }

    private static CameraSettings settings(String id, String url) {
        return new CameraSettings(
                new CameraId(id), new SourceUrl(url), Transport.TCP, TestClips.SHAPE, 0, Timers.DEFAULT);
    }

    private static ClipCamera clip() {
        return ClipCamera.builder().clip(TestClips.h264()).mount("gate").start();
    }

    private static int closedPort() throws IOException {
        try (ServerSocket once = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return once.getLocalPort();
        }
    }

    /** A port whose queue of connections is full: the kernel answers no further one, as if nobody were there. */
    private static final class BlackHole implements AutoCloseable {
        private final ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final List<Socket> queue = new ArrayList<>();

        BlackHole() throws IOException {
            boolean full = false;
            while (!full) {
                Socket socket = new Socket();
                queue.add(socket);
                try {
                    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()), 300);
                } catch (SocketTimeoutException e) {
                    full = true;
                }
            }
        }

        int port() {
            return door.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            for (Socket socket : queue) {
                socket.close();
            }
            door.close();
        }
    }
}
