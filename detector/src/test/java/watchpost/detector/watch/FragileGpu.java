package watchpost.detector.watch;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import watchpost.core.vision.FrameShape;
import watchpost.detector.family.Output;
import watchpost.detector.family.OutputShape;
import watchpost.detector.onnx.Acceleration;
import watchpost.detector.onnx.InferenceException;
import watchpost.detector.onnx.InferenceSession;
import watchpost.detector.onnx.Provider;
import watchpost.detector.onnx.SessionOpener;

/**
 * A machine whose CUDA sessions are real ones of the CPU, until the device is lost or hangs. TensorRT is asked for real, and refuses. A
 * session that is closed in a run, which would end the process, fails the run.
 */
final class FragileGpu implements SessionOpener {
    final AtomicBoolean lost = new AtomicBoolean();
    /** CUDA sessions that were opened and not closed. */
    final AtomicInteger open = new AtomicInteger();
    /** Runs that have begun and not ended. */
    final AtomicInteger inside = new AtomicInteger();
    /** What runs wait for, whatever interrupts them. */
    volatile CountDownLatch hang = new CountDownLatch(0);
    /** What each run does before its work. */
    volatile Runnable before = () -> {};

    @Override
    public InferenceSession open(
            byte[] graph, FrameShape shape, Provider provider, List<Integer> batches, Acceleration acceleration) {
        if (provider != Provider.CUDA) {
            return ONNX_RUNTIME.open(graph, shape, provider, batches, acceleration);
        }
        fail();
        InferenceSession session = new Fragile(ONNX_RUNTIME.open(graph, shape, Provider.CPU, batches, acceleration));
        open.incrementAndGet();
        return session;
    }

    private void fail() {
        if (lost.get()) {
            throw new InferenceException("CUDA failure 46: all CUDA-capable devices are busy or unavailable.");
        }
    }

    private final class Fragile implements InferenceSession {
        private final InferenceSession session;
        private volatile boolean closed;

        private Fragile(InferenceSession session) {
            this.session = session;
        }

        @Override
        public List<OutputShape> outputs() {
            return session.outputs();
        }

        @Override
        public List<Integer> batches() {
            return session.batches();
        }

        @Override
        public <T> T run(List<ByteBuffer> pictures, Function<List<Output>, T> reader) {
            fail();
            inside.incrementAndGet();
            try {
                before.run();
                wait(hang);
                if (closed) {
                    throw new AssertionError("the session was closed in a run");
                }
                return session.run(pictures, reader);
            } finally {
                inside.decrementAndGet();
            }
        }

        private static void wait(CountDownLatch latch) {
            boolean interrupted = false;
            while (true) {
                try {
                    latch.await();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            closed = true;
            session.close();
            open.decrementAndGet();
        }
    }
}
