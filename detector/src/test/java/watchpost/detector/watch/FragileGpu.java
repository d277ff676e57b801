package watchpost.detector.watch;

import java.nio.ByteBuffer;
import java.util.List;
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

/** A machine whose CUDA sessions are real ones of the CPU, until the device is lost. TensorRT is asked for real, and refuses. */
final class FragileGpu implements SessionOpener {
    final AtomicBoolean lost = new AtomicBoolean();
    /** CUDA sessions that were opened and not closed. */
    final AtomicInteger open = new AtomicInteger();

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
            return session.run(pictures, reader);
        }

        @Override
        public void close() {
            session.close();
            open.decrementAndGet();
        }
    }
}
