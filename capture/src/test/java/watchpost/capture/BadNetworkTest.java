package watchpost.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import watchpost.core.event.CameraState;
import watchpost.testkit.Await;
import watchpost.testkit.net.FaultProxy;
import watchpost.testkit.net.Faults;
import watchpost.testkit.rtsp.ClipCamera;

/** What a network does to a connection ends it or not, but the camera comes back as soon as the network is well. */
@Execution(ExecutionMode.CONCURRENT)
class BadNetworkTest {
    /** A fault with a name for the report. */
    private record Illness(String name, Consumer<Faults> fault) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Illness[] illnesses() {
        return new Illness[] {
            new Illness("bits flip", faults -> faults.flipBits(0.001)),
            new Illness("bytes get lost", faults -> faults.loseBytes(0.001)),
            new Illness("half open", faults -> faults.swallow(true)),
            new Illness("stalled", faults -> faults.stall(true)),
            new Illness("cut after 20 kB", faults -> faults.truncateAfter(20_000)),
            new Illness("too slow", faults -> faults.throttle(2_000))
        };
    }

    @ParameterizedTest
    @MethodSource("illnesses")
    void theCameraComesBackWhenTheNetworkIsWell(Illness illness) throws Exception {
        try (ClipCamera server = ClipCamera.builder()
                        .clip(TestClips.h264())
                        .mount("gate")
                        .start();
                FaultProxy network = FaultProxy.to(server.port())) {
            String url = "rtsp://127.0.0.1:" + network.port() + "/gate";
            try (Watched gate = Watched.start(url, Transport.TCP)) {
                gate.frames(5);
                illness.fault().accept(network.fromTarget());
                Await.until("the network is felt", () -> {
                    CameraCounters counters = gate.camera.counters();
                    return counters.damaged() > 0 || counters.failures() > 0;
                });
                network.fromTarget().heal();
                long healed = gate.camera.counters().decoded();
                Await.until(
                        "the camera is back",
                        () -> gate.camera.status().state() == CameraState.STREAMING
                                && gate.camera.counters().decoded() > healed + 20);
            }
        }
    }

    @Test
    void delayIsNoFault() throws Exception {
        try (ClipCamera server = ClipCamera.builder()
                        .clip(TestClips.h264())
                        .mount("gate")
                        .start();
                FaultProxy network = FaultProxy.to(server.port())) {
            network.both().delay(Duration.ofMillis(150));
            try (Watched gate = Watched.start("rtsp://127.0.0.1:" + network.port() + "/gate", Transport.TCP)) {
                gate.frames(20);
                assertEquals(0, gate.camera.counters().failures());
                assertTrue(gate.camera.counters().decoded() >= 20);
            }
        }
    }
}
