package watchpost.bench.peers;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.opencv.opencv_core.Mat;
import watchpost.detector.model.Model;

/** ONNX Runtime with the options it has by itself, behind JavaCV's grabber. Its outputs are read, and no boxes are made of them. */
final class GrabberAndRuntime implements Way {
    private static final long[] SHAPE = {1, 3, GrabbedPictures.SIDE, GrabbedPictures.SIDE};

    @Override
    public void run(Path clip, Model model, String variant, int frames) throws Exception {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (GrabbedPictures pictures = new GrabbedPictures(clip);
                OrtSession session = environment.createSession(Way.graph(model, variant))) {
            String input = session.getInputNames().iterator().next();
            for (int i = 0; i < frames; i++) {
                try (Mat blob = pictures.next();
                        OnnxTensor tensor =
                                OnnxTensor.createTensor(environment, (FloatBuffer) blob.createBuffer(), SHAPE);
                        OrtSession.Result result = session.run(Map.of(input, tensor))) {
                    for (Map.Entry<String, OnnxValue> output : result) {
                        output.getValue().getValue();
                    }
                }
            }
        }
    }
}
