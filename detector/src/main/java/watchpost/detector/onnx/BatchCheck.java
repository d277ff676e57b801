package watchpost.detector.onnx;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import watchpost.core.vision.FrameShape;
import watchpost.detector.family.Output;

/**
 * Whether each picture of a batch gets the answer that it gets alone. A graph whose batch is open at its input may have a batch of one
 * somewhere inside, and then it fails, or mixes the pictures up.
 */
final class BatchCheck {
    private static final long SEED = 1;
    /** What rounding may change, as a share of what another picture would. */
    private static final double ROUNDING = 0.1;

    private BatchCheck() {}

    /**
     * Compares two pictures of noise and grey in one run with each of them alone. Closes the session if they differ.
     *
     * @throws InferenceException if they differ
     */
    static void run(InferenceSession session, FrameShape shape) {
        try {
            ByteBuffer noise = noise(shape);
            ByteBuffer black = ByteBuffer.allocateDirect(shape.bytes());
            List<List<float[]>> first = session.run(List.of(noise), outputs -> parts(outputs, 1));
            List<List<float[]>> second = session.run(List.of(black), outputs -> parts(outputs, 1));
            List<List<float[]>> both = session.run(
                    List.of(noise, black),
                    outputs -> parts(outputs, session.batches().get(1)));
            double apart = distance(first.get(0), second.get(0));
            if (distance(both.get(0), first.get(0)) > ROUNDING * apart
                    || distance(both.get(1), second.get(0)) > ROUNDING * apart) {
                throw new InferenceException("the graph answers otherwise for a picture in a batch than for it alone.");
            }
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /** The outputs of each picture; those of whole numbers are left out. */
    private static List<List<float[]>> parts(List<Output> outputs, int pictures) {
        List<List<float[]>> parts = new ArrayList<>();
        for (int picture = 0; picture < pictures; picture++) {
            List<float[]> part = new ArrayList<>();
            for (Output output : outputs) {
                if (output.dims().isEmpty() || output.dims().get(0) != pictures) {
                    throw new InferenceException(
                            "an output has a first axis of " + output.dims() + " for " + pictures + " pictures.");
                }
                float[] numbers = new float[output.floats().capacity() / pictures];
                output.floats().get(picture * numbers.length, numbers);
                part.add(numbers);
            }
            parts.add(part);
        }
        return parts;
    }

    private static double distance(List<float[]> one, List<float[]> other) {
        double sum = 0;
        for (int i = 0; i < one.size(); i++) {
            for (int k = 0; k < one.get(i).length; k++) {
                sum += Math.abs(one.get(i)[k] - other.get(i)[k]);
            }
        }
        return sum;
    }

    private static ByteBuffer noise(FrameShape shape) {
        byte[] bytes = new byte[shape.bytes()];
        new SplittableRandom(SEED).nextBytes(bytes);
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).rewind();
    }
}
