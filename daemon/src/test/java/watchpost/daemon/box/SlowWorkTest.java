package watchpost.daemon.box;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import watchpost.detector.Detector;
import watchpost.detector.DetectorSettings;
import watchpost.detector.model.Model;
import watchpost.detector.onnx.InferenceException;
import watchpost.detector.onnx.Provider;
import watchpost.detector.onnx.SessionOpener;

@Timeout(60)
class SlowWorkTest {
    /** A driver that gives no answer until it was said twice that it gives none. */
    @Test
    void aModelThatDoesNotOpenIsTold() {
        CountDownLatch said = new CountDownLatch(2);
        SessionOpener hanging = (graph, shape, provider, batches, acceleration) -> {
            try {
                assertTrue(said.await(50, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                throw new InferenceException("interrupted", e);
            }
            return SessionOpener.ONNX_RUNTIME.open(graph, shape, provider, batches, acceleration);
        };
        DetectorSettings settings = DetectorSettings.onCpu().openedBy(hanging);
        try (Detector detector = SlowWork.telling(
                Duration.ofMillis(20), seconds -> said.countDown(), () -> Detector.open(Model.builtIn(), settings))) {
            assertEquals(Provider.CPU, detector.provider());
        }
    }
}
