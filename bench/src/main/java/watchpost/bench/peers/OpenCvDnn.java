package watchpost.bench.peers;

import java.nio.file.Path;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_dnn;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.StringVector;
import org.bytedeco.opencv.opencv_dnn.Net;
import watchpost.detector.model.Model;

/** OpenCV's DNN module with its own backend, on as many threads as it takes by itself. Its outputs are not even read. */
final class OpenCvDnn implements Way {
    @Override
    public void run(Path clip, Model model, String variant, int frames) throws Exception {
        byte[] graph = Way.graph(model, variant);
        try (GrabbedPictures pictures = new GrabbedPictures(clip);
                BytePointer bytes = new BytePointer(graph);
                Net net = opencv_dnn.readNetFromONNX(bytes, graph.length)) {
            net.setPreferableBackend(opencv_dnn.DNN_BACKEND_OPENCV);
            net.setPreferableTarget(opencv_dnn.DNN_TARGET_CPU);
            StringVector names = net.getUnconnectedOutLayersNames();
            for (int i = 0; i < frames; i++) {
                try (Mat blob = pictures.next();
                        MatVector outputs = new MatVector()) {
                    net.setInput(blob);
                    net.forward(outputs, names);
                }
            }
        }
    }
}
